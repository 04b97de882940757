/** What the plumbing of requests asks of the register: who asks, the ledger's size, and what was answered before. */
import type { Viewer } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { AnsweredRequests } from "../store/answered-requests.ts";

export type RequestService = AnsweredRequests & {
  readonly asker: string; // one for each person, and one for the keeper
  readonly size: () => Promise<number>;
};

export function registerRequests({ store }: OpenRegister, viewer: Viewer): RequestService {
  return { ...store.answered, asker: JSON.stringify(viewer), size: () => store.size() };
}
