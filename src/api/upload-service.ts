/** Files that were sent, for the HTTP application. */
import { RecountError } from "../base/errors.ts";
import type { Viewer } from "../model/person.ts";
import type { FileScanner } from "../shell/file-scanner.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { dropUpload, takeUpload } from "../shell/uploads.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { Upload } from "../store/uploads.ts";
import { askerOf, isOwn } from "./job-service.ts";
import { mapPage, pageOfNewest } from "./paging.ts";
import type { UploadAnswer, UploadService } from "./upload-answers.ts";

export function registerUploads(
  register: OpenRegister,
  viewer: Viewer,
  scanner?: FileScanner,
): UploadService {
  const asker = askerOf(viewer);
  return {
    async take(name, pieces) {
      requireDeed(viewer, "change");
      return uploadAnswer(await takeUpload(register, pieces, { name, asker, scanner }));
    },
    async list(query) {
      requireDeed(viewer, "change");
      const sent = await register.store.uploads.list(asker);
      return mapPage(
        pageOfNewest(sent, query, ({ at, id }) => `${at} ${id}`),
        uploadAnswer,
      );
    },
    async drop(id) {
      requireDeed(viewer, "change");
      await requireOwnUpload(register, id, viewer);
      await dropUpload(register, id);
    },
  };
}

/** A file that the viewer sent. Throws `not-found` for any other. */
export async function requireOwnUpload({ store }: OpenRegister, id: string, viewer: Viewer): Promise<Upload> {
  const upload = await store.uploads.find(id);
  if (upload !== undefined && isOwn(upload, viewer)) return upload;
  throw new RecountError("not-found", `got ${id}, wanted the id of a file that you sent`);
}

const uploadAnswer = ({ id, name, size, digest }: Omit<Upload, "at">): UploadAnswer => ({
  id,
  name,
  size,
  digest,
});
