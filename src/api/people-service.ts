/** People, roles and who looked, for the HTTP application, made from a register. */
import { RecountError } from "../base/errors.ts";
import type { Person } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { changeRole, findOwnPerson, invitePerson, removePerson } from "../steps/people/manage-people.ts";
import { readPeople, requireDeed } from "../steps/people/viewer.ts";
import { offerJoining } from "../steps/sign-in/join.ts";
import { peopleReader } from "../steps/sign-in/people-at.ts";
import { forgetSignIns } from "../steps/sign-in/sessions.ts";
import { organisationOf, type RegisterView } from "../steps/view.ts";
import { checkTag, tagOf } from "./entity-tags.ts";
import { numberOfCursor, type PageQuery, pageLimit, pageOfAll, pageOfNext, readCursor } from "./paging.ts";
import { MOST_EVENTS, MOST_INVITATIONS, type PeopleAnswer, type PeopleService } from "./people-answers.ts";

/** The people of an open register in the view's eyes; `now` dates what is entered. */
export function registerPeople(register: OpenRegister, view: RegisterView, now: () => Date): PeopleService {
  const { viewer } = view;
  const { store } = register;
  const own = organisationOf(viewer);
  const tools = { register, now, peopleAt: peopleReader(store) };
  return {
    async list(query) {
      requireDeed(viewer, "look");
      return listPeople(register, view, { query, now: now() });
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
    async changeRole({ name, role }, ifMatch) {
      requireDeed(viewer, "govern");
      const unmoved = (person: Person) => checkTag(ifMatch, tagOfPerson(person));
      await changeRole(register, { name, role, viewer, now: now(), unmoved });
    },
    async remove({ name, why }, ifMatch) {
      requireDeed(viewer, "govern");
      const unmoved = (person: Person) => checkTag(ifMatch, tagOfPerson(person));
      await removePerson(register, { name, why, viewer, now: now(), unmoved });
    },
    async signOut(name) {
      requireDeed(viewer, "govern");
      await forgetSignIns(tools, await findOwnPerson(register, name, viewer));
    },
    async accessLog(page) {
      requireDeed(viewer, "audit");
      const after = readCursor(page);
      const [looks, events] = await Promise.all([
        store.looks({
          organisation: own,
          most: pageLimit(page) + 1,
          before: after === undefined ? undefined : numberOfCursor(after),
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

const tagOfPerson = ({ name, organisation, role }: Person): string =>
  tagOf(JSON.stringify(["person", name, organisation, role]));

async function listPeople(
  { store }: OpenRegister,
  { viewer }: RegisterView,
  { query, now }: { readonly query: PageQuery; readonly now: Date },
): Promise<PeopleAnswer> {
  const isOwn = ({ organisation }: { readonly organisation: string }) =>
    viewer.as === "keeper" || organisation === organisationOf(viewer);
  const { people, invitations } = await readPeople(store);
  const page = pageOfAll(people.filter(isOwn), query, ({ name }) => name);
  const shown = page.items.map(async (person) => {
    const [account, sessions] = await Promise.all([
      store.accounts.account(person.name),
      store.sessions.sessions(person.name),
    ]);
    const open = sessions.filter(({ expires }) => expires > now).length;
    return { ...person, tag: tagOfPerson(person), hasAccount: account !== undefined, sessions: open };
  });
  const open = invitations.filter((each) => isOwn(each) && each.expires > now.toISOString());
  return {
    ...page,
    items: await Promise.all(shown),
    invitations:
      query.cursor === undefined
        ? open
            .sort((a, b) => (a.expires > b.expires ? -1 : 1))
            .slice(0, MOST_INVITATIONS)
            .map(({ organisation, role, expires }) => ({ organisation, role, expires }))
        : [],
  };
}
