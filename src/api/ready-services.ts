/** Services that begin to read what they answer from as soon as their viewer comes, and not when somebody waits for it. */
import type { Viewer } from "../model/person.ts";
import type { Service, Services } from "./answers.ts";

export type ReadyServices = {
  readonly services: Services;
  /** Resolves when what was kept is read for the first viewer. */
  readonly opened: Promise<void>;
  /** Resolves when nothing is being read any more. */
  readonly settled: () => Promise<void>;
};

/** The services, each made ready in the background when it is first asked for; that of `first` at once. */
export function readyServices(services: Services, first?: Viewer): ReadyServices {
  const opened = new WeakMap<Service, Promise<void>>();
  const reading = new Set<Promise<void>>();
  const begin = (viewer: Viewer): Service => {
    const service = services(viewer);
    if (opened.has(service)) return service;
    const open = toldLater(service.open());
    opened.set(service, open);
    const own = open.then(() => toldLater(service.ready()));
    reading.add(own);
    void own.then(() => reading.delete(own));
    return service;
  };
  return {
    services: begin,
    opened: (first && opened.get(begin(first))) ?? Promise.resolve(),
    settled: async () => {
      await Promise.all(reading);
    },
  };
}

/** What cannot be read is told to whoever asks for it: records that wait to be linked, a database that is away. */
const toldLater = (read: Promise<void>): Promise<void> =>
  read.then(
    () => undefined,
    () => undefined,
  );
