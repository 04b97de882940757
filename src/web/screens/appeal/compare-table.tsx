/** Two versions of a text side by side, what differs marked in words and not by colour alone. */
import { Fragment } from "react";
import { compareVersions, type VersionRow } from "../../text-versions.ts";
import { useWords } from "../../words.ts";

export type CompareProps = {
  readonly left: { readonly name: string; readonly text: string };
  readonly right: { readonly name: string; readonly text: string };
};

export function CompareTable({ left, right }: CompareProps) {
  const { say } = useWords();
  const rows = compareVersions(left.text, right.text);
  if (rows.every(({ isSame }) => isSame)) return <p>{say("appeal.same")}</p>;
  return (
    <table className="table appeal-compare">
      <caption className="appeal-caption">{say("appeal.compared")}</caption>
      <thead>
        <tr>
          <th scope="col">{left.name}</th>
          <th scope="col">{right.name}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.at} className={row.isSame ? "soft" : undefined}>
            <td dir="auto">
              <Side row={row} side="left" />
            </td>
            <td dir="auto">
              <Side row={row} side="right" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ row, side }: { readonly row: VersionRow; readonly side: "left" | "right" }) {
  const Changed = side === "left" ? "del" : "ins";
  return (row[side] ?? []).map(({ at, text, isShared }) =>
    isShared ? <Fragment key={at}>{text}</Fragment> : <Changed key={at}>{text}</Changed>,
  );
}
