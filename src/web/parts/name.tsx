/** A name as it was written, isolated in its own direction; its romanisation is a second line, not a replacement. */
export type NameProps = {
  readonly text: string;
  readonly language?: string | undefined;
  readonly romanised?: string | undefined;
};

export function Name({ text, language, romanised }: NameProps) {
  return (
    <span className="name">
      <bdi lang={language} dir="auto">
        {text}
      </bdi>
      {romanised !== undefined && romanised !== text && (
        <bdi className="romanised" lang="und-Latn" dir="ltr">
          {romanised}
        </bdi>
      )}
    </span>
  );
}
