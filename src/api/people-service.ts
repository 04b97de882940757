/** People, roles and who looked, for the HTTP application, made from a register. */
import { RecountError } from "../base/errors.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { changeRole, findOwnPerson, invitePerson, removePerson } from "../steps/people/manage-people.ts";
import { readPeople, requireDeed } from "../steps/people/viewer.ts";
import { offerJoining } from "../steps/sign-in/join.ts";
import { peopleReader } from "../steps/sign-in/people-at.ts";
import { forgetSignIns } from "../steps/sign-in/sessions.ts";
import { organisationOf, type RegisterView } from "../steps/view.ts";
import { pageLimit, pageOfNext, readCursor } from "./paging.ts";
import type { PeopleAnswer, PeopleService } from "./people-answers.ts";

const MOST_EVENTS = 200; // of accounts, on the first page of the access log

/** The people of an open register in the view's eyes; `now` dates what is entered. */
export function registerPeople(register: OpenRegister, view: RegisterView, now: () => Date): PeopleService {
  const { viewer } = view;
  const { store } = register;
  const own = organisationOf(viewer);
  const tools = { register, now, peopleAt: peopleReader(store) };
  const list = () => listPeople(register, view, now());
  return {
    async list() {
      requireDeed(viewer, "look");
      return list();
    },
    async invite({ organisation = own, role }) {
      requireDeed(viewer, "govern");
      if (organisation === undefined)
        throw new RecountError("input-organisation", "got no organisation, wanted one: a keeper has none");
      const { secret, expires } = await invitePerson(register, { organisation, role, viewer, now: now() });
      return { secret, expires };
    },
    async offerAccount(name) {
      requireDeed(viewer, "govern");
      const { secret, expires } = await offerJoining(tools, name, viewer);
      return { secret, expires };
    },
    async changeRole({ name, role }) {
      requireDeed(viewer, "govern");
      await changeRole(register, { name, role, viewer, now: now() });
      return list();
    },
    async remove({ name, why }) {
      requireDeed(viewer, "govern");
      await removePerson(register, { name, why, viewer, now: now() });
      return list();
    },
    async signOut(name) {
      requireDeed(viewer, "govern");
      await forgetSignIns(tools, await findOwnPerson(register, name, viewer));
      return list();
    },
    async accessLog(page) {
      requireDeed(viewer, "audit");
      const after = readCursor(page);
      const [looks, events] = await Promise.all([
        store.looks({
          organisation: own,
          most: pageLimit(page) + 1,
          before: after === undefined ? undefined : numberOf(after),
        }),
        after === undefined ? store.sessions.events(own, MOST_EVENTS) : [],
      ]);
      const { items, next } = pageOfNext(looks, page, ({ number }) => String(number));
      return {
        items: items.map(({ number, at, person, way, id, fields }) => ({
          number,
          at,
          person,
          way,
          record: id,
          ...(fields && { fields }),
        })),
        ...(next !== undefined && { next }),
        events: events.map(({ at, person, what }) => ({ at: at.toISOString(), person, what })),
      };
    },
  };
}

function numberOf(cursor: string): number {
  if (/^[1-9]\d{0,15}$/.test(cursor)) return Number(cursor);
  throw new RecountError(
    "input-cursor",
    "got a cursor of another list, wanted the `next` of the page before",
  );
}

async function listPeople(
  { store }: OpenRegister,
  { viewer }: RegisterView,
  now: Date,
): Promise<PeopleAnswer> {
  const isOwn = ({ organisation }: { readonly organisation: string }) =>
    viewer.as === "keeper" || organisation === organisationOf(viewer);
  const { people, invitations } = await readPeople(store);
  const shown = people.filter(isOwn).map(async (person) => {
    const [account, sessions] = await Promise.all([
      store.accounts.account(person.name),
      store.sessions.sessions(person.name),
    ]);
    const open = sessions.filter(({ expires }) => expires > now).length;
    return { ...person, hasAccount: account !== undefined, sessions: open };
  });
  return {
    people: await Promise.all(shown),
    invitations: invitations
      .filter((invitation) => isOwn(invitation) && invitation.expires > now.toISOString())
      .map(({ organisation, role, expires }) => ({ organisation, role, expires })),
  };
}
