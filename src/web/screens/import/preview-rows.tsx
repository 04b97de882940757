/** Rows as they were received, each with what is wrong with it, or what it was before. */

import type { ReactNode } from "react";
import { TableHead } from "../../parts/table-head.tsx";
import type { Preview } from "../../queries/import.ts";
import { useWords } from "../../words.ts";

export type PreviewRowsProps = {
  readonly rows: Preview["withIssues"];
  readonly total: number; // of which these are the first
  readonly caption: string;
  readonly children: ReactNode; // what brings more of them
};

export function PreviewRows({ rows, total, caption, children }: PreviewRowsProps) {
  const { say } = useWords();
  if (rows.length === 0) return null;
  return (
    <>
      <table className="table">
        <caption className="import-caption">{caption}</caption>
        <TableHead columns={[say("import.row"), say("import.asReceived")]} />
        <tbody>
          {rows.map(({ table, row, cells, before = [], issues }) => (
            <tr key={`${table} ${row} ${JSON.stringify(cells)}`}>
              <th scope="row" className="number">
                {row}
              </th>
              <td>
                {issues.map(({ path, message }) => (
                  <p key={`${path} ${message}`} className="import-issue" lang="en">
                    {message}
                  </p>
                ))}
                <ul className="plain inline import-cells">
                  {cells.map(({ column, text }) => {
                    const was = before.find((cell) => cell.column === column)?.text;
                    const isChanged = before.length > 0 && was !== text;
                    return (
                      <li key={column}>
                        <span className="second">
                          <bdi>{column}</bdi>
                        </span>
                        {isChanged && was !== undefined && (
                          <>
                            <del>
                              <bdi>{was}</bdi>
                            </del>{" "}
                          </>
                        )}
                        {isChanged ? (
                          <ins>
                            <bdi>{text}</bdi>
                          </ins>
                        ) : (
                          <bdi>{text}</bdi>
                        )}
                      </li>
                    );
                  })}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < total && (
        <p className="soft" role="status">
          {say("import.shownOf", { shown: rows.length, total })} {children}
        </p>
      )}
    </>
  );
}
