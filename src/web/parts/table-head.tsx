/** The head of a table: a column's heading each, those of figures set to the side where the figures stand. */
export type ColumnHead = string | { readonly figures: string };

export function TableHead({ columns }: { readonly columns: readonly ColumnHead[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) =>
          typeof column === "string" ? (
            <th key={column} scope="col">
              {column}
            </th>
          ) : (
            <th key={column.figures} scope="col" className="number">
              {column.figures}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}
