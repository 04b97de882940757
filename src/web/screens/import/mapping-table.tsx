/** A table's columns: the header as the source wrote it, samples, and what each means, to be corrected. */

import { columnMeanings } from "../../../model/column-meaning.ts";
import { modelWord } from "../../../pages/record-words.ts";
import { CheckBox } from "../../parts/check-box.tsx";
import { Pick } from "../../parts/pick.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import type { Mapping, Preview } from "../../queries/import.ts";
import { useWords } from "../../words.ts";

type Table = Mapping["tables"][number];

export type MappingTableProps = {
  readonly mapping: Mapping;
  readonly tables: Preview["tables"];
  readonly onChange: (mapping: Mapping) => void;
};

const kinds = ["person", "group", "site", "hazard", "event", "place"] as const;

export function MappingTable({ mapping, tables, onChange }: MappingTableProps) {
  const change = (at: number, table: Table) =>
    onChange({ tables: mapping.tables.map((one, i) => (i === at ? table : one)) });
  return mapping.tables.map((table, at) => (
    <OneTable
      key={table.table}
      table={table}
      shown={tables.find(({ table: name }) => name === table.table)}
      onChange={(changed) => change(at, changed)}
    />
  ));
}

type OneTableProps = {
  readonly table: Table;
  readonly shown: Preview["tables"][number] | undefined;
  readonly onChange: (table: Table) => void;
};

function OneTable({ table, shown, onChange }: OneTableProps) {
  const { say } = useWords();
  const column = (at: number, means: string) =>
    onChange({
      ...table,
      columns: table.columns.map((one, i) => {
        const meaning = columnMeanings.find((known) => known === means);
        return i === at && meaning !== undefined
          ? { column: one.column, means: meaning, details: "{}" }
          : one;
      }),
    });
  return (
    <div className="import-table">
      <h3>
        <bdi>{table.table}</bdi>
      </h3>
      {shown?.notices.map((notice) => (
        <p key={notice} className="note" lang="en">
          {notice}
        </p>
      ))}
      <div className="import-reading">
        <CheckBox isSelected={table.read} onChange={(read) => onChange({ ...table, read })}>
          {say("import.read")}
        </CheckBox>
        <Pick
          label={say("import.rowIs")}
          choices={kinds.map((kind) => ({ value: kind, label: say(`dossier.kind.${kind}`) }))}
          value={table.records}
          onPick={(records) => onChange({ ...table, records })}
        />
      </div>
      <div className="import-scroll">
        <table className="table">
          <TableHead columns={[say("import.theirColumn"), say("import.samples"), say("import.means")]} />
          <tbody>
            {table.columns.map(({ column: header, means }, i) => (
              <tr key={header}>
                <th scope="row">
                  <bdi>{header}</bdi>
                </th>
                <td>
                  {samplesOf(shown, header).map((sample) => (
                    <span key={sample} className="import-sample">
                      <bdi>{sample}</bdi>
                    </span>
                  ))}
                </td>
                <td>
                  <Pick
                    hideLabel
                    label={say("import.meansOf", { column: header })}
                    choices={columnMeanings.map((value) => ({
                      value,
                      label: modelWord(say, `import.means.${value}`),
                    }))}
                    value={means}
                    onPick={(value) => column(i, value)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function samplesOf(shown: OneTableProps["shown"], header: string): readonly string[] {
  const at = shown?.header.indexOf(header) ?? -1;
  return [...new Set((shown?.samples ?? []).flatMap((cells) => cells[at] || []))].slice(0, 3);
}
