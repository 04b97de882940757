/** Who says a value: the numbers of the records, each leading to its record below. */
import { useWords } from "../words.ts";

export type SaidByProps = {
  readonly said: readonly { readonly record: string; readonly correctedBy?: string | undefined }[];
  readonly numberOf: (record: string) => number;
};

export function SaidBy({ said, numberOf }: SaidByProps) {
  const { say } = useWords();
  const records = [...new Map(said.map((each) => [each.record, each])).values()];
  return (
    <span className="said-by">
      {records.map(({ record, correctedBy }) => (
        <span key={record}>
          <a href={`#record-${numberOf(record)}`} aria-label={say("entity.record", { n: numberOf(record) })}>
            {numberOf(record)}
          </a>
          {correctedBy !== undefined && (
            <span className="second">
              {say("dossier.corrected", { record: say("entity.record", { n: numberOf(correctedBy) }) })}
            </span>
          )}
        </span>
      ))}
    </span>
  );
}
