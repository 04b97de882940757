/** Files of a figure: its tables as CSV and XLSX, its pictures as SVG and PNG. */
import { useId, useState } from "react";
import { Failure } from "../../parts/answer.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { picturePng, pictureSvg } from "../../picture-file.ts";
import { type Asked, type CountPicture, countFile } from "../../queries/count.ts";
import { saveFile } from "../../save-file.ts";
import { useWords } from "../../words.ts";

type TakeAwayProps = { readonly asked: Asked; readonly isEstimated: boolean };

export function TakeAway({ asked, isEstimated }: TakeAwayProps) {
  const { say, language } = useWords();
  const heading = useId();
  const take = async (format: "csv" | "xlsx") =>
    saveFile(`figure.${format}`, await countFile({ ...asked, language, estimate: isEstimated, format }));
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{say("counts.export")}</h3>
      <Files
        files={(["csv", "xlsx"] as const).map((format) => ({
          word: say(`counts.${format}`),
          take: () => take(format),
        }))}
      />
    </section>
  );
}

export function PictureFiles({ picture }: { readonly picture: CountPicture }) {
  const { say } = useWords();
  const name = `figure-${picture.name}`;
  return (
    <Files
      files={[
        { word: say("counts.svg"), take: async () => saveFile(`${name}.svg`, await pictureSvg(picture)) },
        { word: say("counts.png"), take: async () => saveFile(`${name}.png`, await picturePng(picture)) },
      ]}
    />
  );
}

type File = { readonly word: string; readonly take: () => Promise<void> };

function Files({ files }: { readonly files: readonly File[] }) {
  const [failed, setFailed] = useState<{ readonly error: unknown; readonly file: File }>();
  const take = async (file: File) => {
    setFailed(undefined);
    try {
      await file.take();
    } catch (error) {
      setFailed({ error, file });
    }
  };
  return (
    <>
      <span className="file-buttons">
        {files.map((file) => (
          <PushButton key={file.word} onPress={() => void take(file)}>
            {file.word}
          </PushButton>
        ))}
      </span>
      {failed !== undefined && <Failure error={failed.error} retry={() => void take(failed.file)} />}
    </>
  );
}
