/** The secret of an authenticator: a picture to be read by a phone, and the letters to be typed. */
import encodeQR from "qr";
import { useMemo } from "react";
import { useWords } from "../words.ts";

export function AuthenticatorSecret({
  secret,
  address,
}: {
  readonly secret: string;
  readonly address: string;
}) {
  const { say } = useWords();
  const { path, size } = useMemo(() => pictureOf(address), [address]);
  return (
    <figure className="authenticator">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={say("account.picture")}
        className="authenticator-picture"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <figcaption>
        <p>{say("account.scan")}</p>
        <p className="authenticator-letters" dir="ltr">
          {secret.match(/.{1,4}/g)?.join(" ")}
        </p>
      </figcaption>
    </figure>
  );
}

/** Dark squares of one path, with the quiet margin that readers need, black on white in every appearance. */
function pictureOf(address: string): { readonly path: string; readonly size: number } {
  const rows = encodeQR(address, "raw", { border: 4, ecc: "medium" });
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return { path, size: rows.length };
}
