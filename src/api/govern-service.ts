/** Organisations, consents and health for the HTTP application, made from a register. */
import { RecountError } from "../base/errors.ts";
import { type Consent, fieldPaths } from "../model/audience.ts";
import { consentOf, type Source } from "../model/source.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { declareConsent } from "../steps/people/declare-audience.ts";
import { addOrganisation } from "../steps/people/manage-people.ts";
import { previewConsent, readConsents, type SourceConsent } from "../steps/people/read-consents.ts";
import { readPeople, requireDeed } from "../steps/people/viewer.ts";
import { readHealth } from "../steps/read-health.ts";
import { organisationOf, type RegisterView } from "../steps/view.ts";
import { checkTag, tagOf } from "./entity-tags.ts";
import type { GovernService, OrganisationsAnswer, SourceConsentAnswer } from "./govern-answers.ts";
import { mapPage, pageOfAll } from "./paging.ts";

/** The governing of an open register in the view's eyes; `now` dates what is entered. */
export function registerGovern(register: OpenRegister, view: RegisterView, now: () => Date): GovernService {
  const { viewer } = view;
  return {
    async organisations(query) {
      requireDeed(viewer, "look");
      return pageOfAll(await listOrganisations(register, view), query, ({ id }) => id);
    },
    async addOrganisation(name) {
      requireDeed(viewer, "govern");
      return addOrganisation(register, name, viewer);
    },
    async consents(query) {
      requireDeed(viewer, "change");
      const consents = await readConsents(register, viewer);
      const page = pageOfAll(consents, query, ({ source }) => source.id);
      return { ...mapPage(page, consentAnswer), paths: fieldPaths };
    },
    async previewConsent({ source, general, fields }) {
      requireDeed(viewer, "change");
      const change = { ...(general && { general }), fields: saidFields(fields), viewer };
      return { items: [...(await previewConsent(register, source, change))] };
    },
    async changeConsent({ source, general, fields, why }, ifMatch) {
      requireDeed(viewer, "change");
      const change = { ...(general && { general }), fields: saidFields(fields), why, viewer, now: now() };
      const { id } = await declareConsent(register, source, {
        ...change,
        unmoved: (before) => checkTag(ifMatch, tagOfConsent(before)),
      });
      const changed = (await readConsents(register, viewer)).find((each) => each.source.id === id);
      if (changed === undefined) throw new RecountError("not-found", `got ${id}, wanted a source of yours`);
      return consentAnswer(changed);
    },
    async health() {
      requireDeed(viewer, "govern");
      return readHealth(register);
    },
  };
}

const saidFields = (fields: Readonly<Record<string, Consent["general"] | undefined>>): Consent["fields"] =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([path, audience]) => (audience === undefined ? [] : [[path, audience]])),
  );

/** The coalition's members are known to each other, with how many people each has, as at the command line. */
async function listOrganisations(
  { store }: OpenRegister,
  view: RegisterView,
): Promise<OrganisationsAnswer["items"]> {
  const [organisations, { people }, sources] = await Promise.all([
    store.organisations(),
    readPeople(store),
    view.sources(),
  ]);
  const own = organisationOf(view.viewer);
  return organisations.map(({ id, name }) => ({
    id,
    name,
    people: people.filter(({ organisation }) => organisation === id).length,
    sources: sources.filter(({ organisation }) => organisation === id).length,
    isOwn: view.viewer.as === "keeper" || id === own,
  }));
}

function consentAnswer({ source, steps }: SourceConsent): SourceConsentAnswer {
  return {
    source: source.id,
    name: source.name,
    consent: copyOf(consentOf(source)),
    tag: tagOfConsent(source),
    steps: steps.map(({ consent, ...step }) => ({ ...step, consent: copyOf(consent) })),
  };
}

const tagOfConsent = (source: Source): string =>
  tagOf(JSON.stringify(["consent", source.id, consentOf(source)]));

const copyOf = ({ general, fields }: Consent) => ({ general, fields: { ...fields } });
