/** `recount share` and `recount receive`: sources from one register into another, on a stick or by mail. */
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { RecountError } from "../base/errors.ts";
import { bytesFile } from "../intake/source-file.ts";
import { organisationId, slug, sourceId } from "../model/ids.ts";
import { importSource } from "../pipeline.ts";
import { writeFileDurably } from "../shell/files.ts";
import type { ImportReport } from "../shell/import-list.ts";
import { readText } from "../shell/read-folder.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { identitiesIn } from "../steps/custodians.ts";
import { openShare, type ReceivedSource, shareSources } from "../steps/share-sources.ts";
import type { Command } from "./command.ts";
import { organisationOption, passphraseOption, readKey } from "./key.ts";
import { listOption, requiredText, textOption } from "./options.ts";
import { dayOf } from "./which-appeal.ts";
import { withRegister } from "./with-register.ts";

export const shareCommand: Command = {
  name: "share",
  operands: "<file>",
  summary: "writes an organisation's sources into an encrypted, signed file for another register",
  example: 'recount share to-lantern.age --to age1... --organisation "Return to Sarmel" --key our-key',
  options: [
    {
      flags: "--to <recipients>",
      text: "age recipients (age1...,age1...) of who is to have it",
      required: true,
    },
    organisationOption,
    { flags: "--key <file>", text: "the organisation's signing key", required: true },
    {
      flags: "--source <ids>",
      text: "these sources alone, with commas between (default: all that may leave)",
    },
    passphraseOption,
  ],
  run: (context, [file = ""], options) =>
    withRegister(context, async (register, viewer) => {
      const organisation = requiredText(options, "organisation");
      if (viewer.as === "person" && viewer.organisation !== slug(organisation))
        throw new RecountError(
          "refused",
          `got ${organisation}, wanted somebody who may share its lists: one of its own owners`,
        );
      const list = await shareSources(register, {
        organisation,
        sources: listOption(options, "source"),
        key: await readKey(requiredText(options, "key"), options),
        recipients: listOption(options, "to"),
        file,
      });
      const names = list.sources.map(({ name }) => `  ${name}`).join("\n");
      return { exit: 0, json: { file, ...list }, text: `${file}: ${list.sources.length} sources\n${names}` };
    }),
};

export const receiveCommand: Command = {
  name: "receive",
  operands: "<file>",
  summary: "takes in what another register shared, when a known key of its organisation signed it",
  example: "recount receive from-sarmel.age --identity our-identity.txt",
  options: [
    { flags: "--identity <file>", text: "a file of age identities, one a line", required: true },
    {
      flags: "--fingerprint <fingerprint>",
      text: "of the organisation's key, as its people read it to you (SHA256:...): takes its first key for its own",
    },
  ],
  run: (context, [file = ""], options) =>
    withRegister(context, async (register, viewer) => {
      const identities = identitiesIn(await readText(requiredText(options, "identity")));
      const day = dayOf(context.now());
      const fingerprint = textOption(options, "fingerprint");
      const { list, sources } = await openShare(register, { file, opener: { identities }, day, fingerprint });
      const reports: ImportReport[] = [];
      for (const source of sources)
        reports.push(
          await withMapping(register, source, (mapPath) =>
            importSource(
              register,
              {
                path: source.file,
                file: bytesFile(source.file, source.bytes),
                source: {
                  id: sourceId(source.id),
                  name: source.name,
                  consent: source.consent,
                  ...(source.consentFor !== undefined && { consentFor: source.consentFor }),
                },
                organisation: { id: organisationId(slug(list.organisation)), name: list.organisation },
                mapPath,
                signal: context.signal,
              },
              viewer,
            ),
          ),
        );
      const lines = reports.map(
        ({ source, unchanged, records }) =>
          `  ${source}: ${unchanged ? "was here already" : `${records} records`}`,
      );
      return {
        exit: 0,
        json: { organisation: list.organisation, origin: list.origin, sources: reports },
        text: [`signed by ${list.organisation}, from ${list.origin}`, ...lines].join("\n"),
      };
    }),
};

async function withMapping<T>(
  { folder }: OpenRegister,
  { mappingBytes }: ReceivedSource,
  work: (mapPath: string) => Promise<T>,
): Promise<T> {
  const place = await mkdtemp(join(folder.data, ".received-"));
  try {
    const path = join(place, "mapping.json");
    await writeFileDurably(path, mappingBytes, 0o600);
    return await work(path);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
