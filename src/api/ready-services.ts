/** Services that begin to read what they answer from as soon as their viewer comes, and not when somebody waits for it. */
import type { Viewer } from "../model/person.ts";
import type { Service, Services } from "./answers.ts";

export type ReadyServices = {
  readonly services: Services;
  /** Resolves when nothing is being read any more. */
  readonly settled: () => Promise<void>;
};

/** The services, each made ready in the background when it is first asked for; that of `first` at once. */
export function readyServices(services: Services, first?: Viewer): ReadyServices {
  const begun = new WeakSet<Service>();
  const reading = new Set<Promise<void>>();
  const begin = (viewer: Viewer): Service => {
    const service = services(viewer);
    if (begun.has(service)) return service;
    begun.add(service);
    // What cannot be read is told to whoever asks for it: records that wait to be linked, a database that is away.
    const own = service.ready().then(
      () => undefined,
      () => undefined,
    );
    reading.add(own);
    void own.then(() => reading.delete(own));
    return service;
  };
  if (first !== undefined) begin(first);
  return {
    services: begin,
    settled: async () => {
      await Promise.all(reading);
    },
  };
}
