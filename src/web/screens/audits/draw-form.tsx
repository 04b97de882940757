/** A sample drawn from a published figure, by words that nobody could know before. */

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Audit } from "../../../appeal/audit.ts";
import { countedKey } from "../../../pages/counted-key.ts";
import { RequestError } from "../../api.ts";
import type { Publication } from "../../generated/api.ts";
import { Answer, Failure } from "../../parts/answer.tsx";
import { FaultLine } from "../../parts/fault.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { drawAudit } from "../../queries/audit.ts";
import { publicationsQuery } from "../../queries/register.ts";
import { useWords } from "../../words.ts";
import { readAuditText } from "./audit-file.ts";

type DrawProps = { readonly onDrawn: (audit: Audit) => void };

export function DrawForm({ onDrawn }: DrawProps) {
  const { say } = useWords();
  return (
    <Answer query={useQuery(publicationsQuery)}>
      {(publications) =>
        publications.length === 0 ? (
          <p className="soft">{say("audits.noAppeal")}</p>
        ) : (
          <Draw publications={publications} onDrawn={onDrawn} />
        )
      }
    </Answer>
  );
}

function Draw({ publications, onDrawn }: DrawProps & { readonly publications: readonly Publication[] }) {
  const { say } = useWords();
  const [path, setPath] = useState(publications[0]?.path ?? "");
  const [chosen, setFigure] = useState<string>();
  const [seed, setSeed] = useState({ text: "", source: "", published: "" });
  const [size, setSize] = useState("");
  const figures = publications.find((each) => each.path === path)?.figures ?? [];
  const figure = figures.find(({ id }) => id === chosen)?.id ?? figures[0]?.id ?? "";
  const draw = useMutation({
    mutationFn: async () => {
      const published = `${seed.published.slice(0, 16)}:00Z`; // the field knows no zone: its label says UTC
      const drawn = await drawAudit({
        publication: path,
        figure,
        seed: { text: seed.text.trim(), source: seed.source.trim(), published },
        ...(size.trim() !== "" && { size: Number(size) }),
      });
      const audit = readAuditText(drawn.audit);
      if (audit === undefined) throw new Error("got another answer than an audit");
      return audit;
    },
    onSuccess: onDrawn,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    draw.mutate();
  };
  const isRefused = draw.error instanceof RequestError && draw.error.code === "refused";
  return (
    <Form className="audit-form" onSubmit={submit} autoComplete="off">
      <Pick
        label={say("audits.appeal")}
        choices={publications.map((each) => ({ value: each.path, label: each.title }))}
        value={path}
        onPick={setPath}
      />
      <Pick
        label={say("audits.figure")}
        choices={figures.map(({ id, unit, harm }) => ({
          value: id,
          label: `${id} · ${say(countedKey(unit, harm))}`,
        }))}
        value={figure}
        onPick={setFigure}
      />
      <TextInput
        label={say("audits.seed")}
        hint={say("audits.seedHint")}
        isRequired
        maxLength={500}
        value={seed.text}
        onChange={(text) => setSeed({ ...seed, text })}
      />
      <TextInput
        label={say("audits.source")}
        isRequired
        maxLength={300}
        value={seed.source}
        onChange={(source) => setSeed({ ...seed, source })}
      />
      <TextInput
        label={say("audits.published")}
        type="datetime-local"
        isRequired
        value={seed.published}
        onChange={(published) => setSeed({ ...seed, published })}
      />
      <TextInput
        label={say("audits.size")}
        hint={say("audits.sizeHint")}
        inputMode="numeric"
        pattern="[1-9][0-9]{0,4}"
        value={size}
        onChange={setSize}
      />
      {isRefused && <FaultLine>{say("audits.drawRefused")}</FaultLine>}
      {draw.isError && !isRefused && <Failure error={draw.error} retry={() => draw.mutate()} />}
      <div className="actions">
        <PushButton main type="submit" isPending={draw.isPending}>
          {say("audits.draw")}
        </PushButton>
      </div>
    </Form>
  );
}
