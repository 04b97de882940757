/** What stands at an address that has nothing. */
import { Link } from "@tanstack/react-router";
import { ScreenTitle } from "../parts/screen-title.tsx";
import { useWords } from "../words.ts";

export function MissingPage() {
  const { say } = useWords();
  return (
    <>
      <ScreenTitle>{say("shell.missingPage")}</ScreenTitle>
      <p className="lead">{say("shell.missingPageWhy")}</p>
      <p className="actions">
        <Link to="/">{say("shell.toHome")}</Link>
      </p>
    </>
  );
}
