/** A code for joining: shown this once, to be given by whoever made it. */
import { formatDateText } from "../../../pages/format.ts";
import { useWords } from "../../words.ts";

export function ShownCode({ secret, expires }: { readonly secret: string; readonly expires: string }) {
  const { say, language } = useWords();
  return (
    <div className="attention" role="status">
      <p>{say("govern.code")}</p>
      <p>
        <code dir="ltr">{secret}</code>
      </p>
      <p>{say("govern.until", { when: formatDateText(language, expires.slice(0, 10)) })}</p>
    </div>
  );
}
