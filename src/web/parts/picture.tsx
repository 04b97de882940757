/** A picture of pages/ in the application: what it shows in words, the drawing, the same as a table, and its files. */

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Group } from "react-aria-components/Group";
import type { Picture } from "../../pages/chart/picture.ts";
import { useWords } from "../words.ts";
import { PushButton } from "./push-button.tsx";
import { TableHead } from "./table-head.tsx";

export type PictureViewProps = { readonly picture: Picture; readonly children?: ReactNode };

export function PictureView({ picture, children }: PictureViewProps) {
  const { say } = useWords();
  const [isTable, setTable] = useState(false);
  const id = useId();
  return (
    <figure className="picture" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{picture.title}</h3>
      </figcaption>
      <p className="soft">{picture.description}</p>
      {isTable ? (
        <PictureTable picture={picture} />
      ) : (
        <Group className="picture-ground" dir="ltr" aria-labelledby={id} tabIndex={0}>
          <Drawing picture={picture} />
        </Group>
      )}
      <div className="actions">
        <PushButton quiet onPress={() => setTable(!isTable)}>
          {say(isTable ? "picture.asPicture" : "picture.asTable")}
        </PushButton>
        {children}
      </div>
    </figure>
  );
}

/** The server's own markup, parsed as SVG and nothing else; it goes from left to right in every language. */
function Drawing({ picture: { width, height, title, description, drawing } }: PictureViewProps) {
  const [name, text] = [useId(), useId()];
  const parts = useRef<SVGGElement>(null);
  useEffect(() => {
    const source = `<svg xmlns="http://www.w3.org/2000/svg">${drawing}</svg>`;
    const { documentElement } = new DOMParser().parseFromString(source, "image/svg+xml");
    parts.current?.replaceChildren(...documentElement.childNodes);
  }, [drawing]);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${name} ${text}`}
      fontSize="13"
      textAnchor="middle"
      fill="currentColor"
    >
      <title id={name}>{title}</title>
      <desc id={text}>{description}</desc>
      <g ref={parts} />
    </svg>
  );
}

function PictureTable({ picture: { title, table } }: PictureViewProps) {
  const isNumber = table.head.map((_, i) => i > 0 && table.rows.every((row) => /^$|\d/.test(row[i] ?? "")));
  return (
    <table className="table" aria-label={title}>
      <TableHead columns={table.head.map((head, i) => (isNumber[i] === true ? { figures: head } : head))} />
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.join("\n")}>
            {row.map((cell, i) =>
              i === 0 ? (
                <th key={table.head[i]} scope="row">
                  <bdi>{cell}</bdi>
                </th>
              ) : (
                <td key={table.head[i]} className={isNumber[i] === true ? "number" : undefined}>
                  <bdi>{cell}</bdi>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
