/** Recovery codes: shown once, to be printed or written down. */
import { useWords } from "../words.ts";
import { PushButton } from "./push-button.tsx";

export function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  const { say } = useWords();
  return (
    <section className="part recovery" aria-labelledby="recovery">
      <h2 id="recovery">{say("account.codes")}</h2>
      <p>{say("account.codesWhy")}</p>
      <ol className="recovery-codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="actions">
        <PushButton onPress={() => print()}>{say("account.print")}</PushButton>
        <PushButton main onPress={onKept}>
          {say("account.codesKept")}
        </PushButton>
      </div>
    </section>
  );
}
