/** Returns for the HTTP application, made from a register. */
import { formatPrefixDate } from "../base/prefix-date.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import { readHouseholds } from "../steps/returns/read-households.ts";
import { readReturns } from "../steps/returns/read-returns.ts";
import type { RegisterView } from "../steps/view.ts";
import { formatCursor, readCursor } from "./paging.ts";
import type { ReturnService } from "./return-answers.ts";

/** The returns of an open register as the viewer may see them. */
export function registerReturns(register: OpenRegister, view: RegisterView): ReturnService {
  return {
    async returns({ place }) {
      requireDeed(view.viewer, "look");
      return readReturns(register, view, place === undefined ? {} : { place });
    },
    async households({ place, limit, cursor }) {
      requireDeed(view.viewer, "look");
      const after = readCursor({ cursor });
      const { total, items, next } = await readHouseholds(register, view, { place, after, most: limit });
      return {
        total,
        ...(next !== undefined && { next: formatCursor(next) }),
        items: items.map(({ steps, ...rest }) => ({
          ...rest,
          steps: steps.map(({ status, when }) => ({
            status,
            ...(when !== undefined && { when: formatPrefixDate(when) }),
          })),
        })),
      };
    },
  };
}
