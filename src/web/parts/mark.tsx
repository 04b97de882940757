/** A mark of pages/ in the application. The word beside it is its name. */
import { type MarkName, marks } from "../../pages/marks.ts";

export function Mark({ name }: { readonly name: MarkName }) {
  const { fill, stroke, dash } = marks[name];
  return (
    <svg className="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {fill !== undefined && <path d={fill} fill="currentColor" />}
      {stroke !== undefined && (
        <path d={stroke} fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray={dash} />
      )}
    </svg>
  );
}
