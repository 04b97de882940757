/** Where files are dropped or chosen. The same file may be chosen again after a failure. */
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Text } from "react-aria-components/Text";
import { PushButton } from "./push-button.tsx";

export type FileDropProps = {
  readonly label: string;
  readonly button: string;
  readonly hint: string;
  readonly accept?: readonly string[];
  readonly onFiles: (files: readonly File[]) => void;
};

export function FileDrop({ label, button, hint, accept = [], onFiles }: FileDropProps) {
  return (
    <DropZone
      className="drop"
      onDrop={async ({ items }) => {
        const dropped = items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : []));
        onFiles(await Promise.all(dropped));
      }}
    >
      <Text slot="label">{label}</Text>
      <FileTrigger
        allowsMultiple
        {...(accept.length > 0 && { acceptedFileTypes: accept })}
        onSelect={(list) => onFiles(list === null ? [] : [...list])}
      >
        <PushButton main>{button}</PushButton>
      </FileTrigger>
      <p className="hint">{hint}</p>
    </DropZone>
  );
}
