/** Organisations, consents and health for the HTTP application, made from a register. */
import { type Consent, fieldPaths } from "../model/audience.ts";
import { consentOf } from "../model/source.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { declareConsent } from "../steps/people/declare-audience.ts";
import { addOrganisation } from "../steps/people/manage-people.ts";
import { previewConsent, readConsents } from "../steps/people/read-consents.ts";
import { readPeople, requireDeed } from "../steps/people/viewer.ts";
import { readHealth } from "../steps/read-health.ts";
import { organisationOf, type RegisterView } from "../steps/view.ts";
import type { ConsentsAnswer, GovernService, OrganisationsAnswer } from "./govern-answers.ts";

/** The governing of an open register in the view's eyes; `now` dates what is entered. */
export function registerGovern(register: OpenRegister, view: RegisterView, now: () => Date): GovernService {
  const { viewer } = view;
  return {
    async organisations() {
      requireDeed(viewer, "look");
      return listOrganisations(register, view);
    },
    async addOrganisation(name) {
      requireDeed(viewer, "govern");
      await addOrganisation(register, name, viewer);
      return listOrganisations(register, view);
    },
    async consents() {
      requireDeed(viewer, "change");
      return listConsents(register, view);
    },
    async previewConsent({ source, general, fields }) {
      requireDeed(viewer, "change");
      const change = { ...(general && { general }), fields: saidFields(fields), viewer };
      return { items: [...(await previewConsent(register, source, change))] };
    },
    async changeConsent({ source, general, fields, why }) {
      requireDeed(viewer, "change");
      const change = { ...(general && { general }), fields: saidFields(fields), why, viewer, now: now() };
      await declareConsent(register, source, change);
      return listConsents(register, view);
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
async function listOrganisations({ store }: OpenRegister, view: RegisterView): Promise<OrganisationsAnswer> {
  const [organisations, { people }, sources] = await Promise.all([
    store.organisations(),
    readPeople(store),
    view.sources(),
  ]);
  const own = organisationOf(view.viewer);
  return {
    items: organisations.map(({ id, name }) => ({
      id,
      name,
      people: people.filter(({ organisation }) => organisation === id).length,
      sources: sources.filter(({ organisation }) => organisation === id).length,
      isOwn: view.viewer.as === "keeper" || id === own,
    })),
  };
}

async function listConsents(register: OpenRegister, { viewer }: RegisterView): Promise<ConsentsAnswer> {
  const consents = await readConsents(register, viewer);
  return {
    items: consents.map(({ source, steps }) => ({
      source: source.id,
      name: source.name,
      consent: copyOf(consentOf(source)),
      steps: steps.map(({ consent, ...step }) => ({ ...step, consent: copyOf(consent) })),
    })),
    paths: fieldPaths,
  };
}

const copyOf = ({ general, fields }: Consent) => ({ general, fields: { ...fields } });
