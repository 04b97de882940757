/** The registers that the screens are looked at in, each served when a screen first asks for it. */
import { pathToFileURL } from "node:url";
import { passingIdentity } from "../../src/shell/locked-archive.ts";
import type { OpenRegister } from "../../src/shell/register-folder.ts";
import { setEnquiryKey } from "../../src/steps/enquiries/enquiry-keys.ts";
import { mappedRegister } from "../mapped-register.ts";
import { testNow } from "../register-fixture.ts";
import { registerOfReturns } from "../return-register.ts";
import { upperValley } from "../seeded-register.ts";
import { withAppeals } from "./appeal-register.ts";
import { emptyRegister, fullRegister } from "./invented-register.ts";
import { reviewRegister } from "./review-register.ts";
import { publishPages, serveApplication } from "./served-application.ts";

/** `full` has a little of all that there is; each other has enough of what its name says. */
export type ShownRegister = "full" | "empty" | "review" | "mapped" | "returns";

const made: { readonly [name in ShownRegister]: () => Promise<OpenRegister> } = {
  full: () => fullRegister().then(withAppeals).then(withEnquiryKey).then(publishPages),
  empty: emptyRegister,
  review: reviewRegister,
  mapped: mappedRegister,
  returns: registerOfReturns,
};

export type ShownRegisters = {
  readonly urlOf: (name: ShownRegister) => Promise<string>;
  readonly serve: (name: ShownRegister) => ReturnType<typeof serveApplication>;
  readonly close: () => Promise<void>;
};

export function shownRegisters(): ShownRegisters {
  const served = new Map<ShownRegister, ReturnType<typeof serveApplication>>();
  const serve = (name: ShownRegister) => {
    const running = served.get(name) ?? made[name]().then((register) => serveApplication(register));
    served.set(name, running);
    return running;
  };
  return {
    serve,
    urlOf: async (name) => (await serve(name)).url,
    close: async () => {
      for (const running of served.values()) await (await running).close();
    },
  };
}

/** A page that is opened from the disk, out of the built package. */
export const builtPage = (path: string) =>
  pathToFileURL(new URL(`../../dist/${path}`, import.meta.url).pathname).href;

/** With an organisation that families can write to. */
async function withEnquiryKey(register: OpenRegister): Promise<OpenRegister> {
  const { recipient } = await passingIdentity();
  await setEnquiryKey(register, {
    organisation: upperValley.id,
    recipient,
    viewer: { as: "keeper" },
    now: testNow,
  });
  return register;
}
