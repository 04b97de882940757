/** The HTTP application: the API, the published folders, and the browser application's files. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { type Issue, RecountError } from "../base/errors.ts";
import { preferredLanguage } from "../pages/language.ts";
import { networkOf } from "../steps/sign-in/attempts.ts";
import { addAccount } from "./account-routes.ts";
import type { Services } from "./answers.ts";
import { addAppeals } from "./appeal-routes.ts";
import { askedBySomebody, type Doors, findAsker, mayHaveSession, nobody, takeToken } from "./asker.ts";
import { addAudits } from "./audit-routes.ts";
import { addCounts } from "./count-routes.ts";
import { type ApiDocument, checkMethod, describeApi, isMarked } from "./described.ts";
import { limitEnquiries } from "./enquiry-limits.ts";
import { addEnquiries, addPublicEnquiry } from "./enquiry-routes.ts";
import { addEntities } from "./entity-routes.ts";
import { tagBySize } from "./entity-tags.ts";
import { addEntry } from "./entry-routes.ts";
import { addGovern } from "./govern-routes.ts";
import { checkHost, checkJson, checkOrigin, type ServerBindings, setSecurityHeaders } from "./guard.ts";
import { answerOnce } from "./idempotency.ts";
import { addImports } from "./import-routes.ts";
import { addJobs } from "./job-routes.ts";
import type { JobRunner } from "./job-runner.ts";
import { addJoining } from "./joining-routes.ts";
import { addKeeping } from "./keeping-routes.ts";
import { TILES } from "./map-answers.ts";
import { addMap } from "./map-routes.ts";
import { pageOfAll } from "./paging.ts";
import { addPeople } from "./people-routes.ts";
import { problem, problemOfError } from "./problem.ts";
import { addReceipts } from "./receipt-routes.ts";
import { type RefusalLog, tellRefusals } from "./refusal-log.ts";
import { readBody } from "./request-body.ts";
import { addReturns } from "./return-routes.ts";
import { addReview } from "./review-routes.ts";
import {
  healthRoute,
  overviewRoute,
  publicationsRoute,
  publicSearchRoute,
  publishedFilesRoute,
  searchRoute,
} from "./routes.ts";
import { addSignIn } from "./sign-in-routes.ts";
import { addressOf, type Site } from "./site.ts";
import { listStatic, readStatic } from "./static-files.ts";
import { readTiles } from "./tiles.ts";
import { UPLOADS } from "./upload-answers.ts";
import { addUploads } from "./upload-routes.ts";
import { waitInLine } from "./waiting-line.ts";

/** The public gets published folders, the application's files, /healthz, and what signing in needs. */
export type AppOptions = Doors & {
  /** Names that the server answers to, without port, where it has no site: `loopbackHosts`. */
  readonly allowedHosts: readonly string[];
  readonly webFolder: string; // the built browser application
  readonly publishedFolder: string; // one folder for each published appeal
  readonly tilesFile?: string; // a base map of one's own, PMTiles
  readonly jobs?: Pick<JobRunner, "state">; // absent where another process does them
  readonly refusals?: RefusalLog; // absent where nobody reads them
};

// Requests that are worked on at once; acts stand in a line of their own, which many readers make no longer.
const [READS_AT_ONCE, ACTS_AT_ONCE] = [16, 24];

export type App = OpenAPIHono<ServerBindings>;

/** The application over a register. Everything but GET needs JSON, or the bytes of a file, sent by our own pages. */
export function createApp(services: Services, options: AppOptions): App {
  const app = emptyApp();
  const { allowedHosts, site } = options;
  app.use(tellRefusals(options.refusals));
  app.use(setSecurityHeaders(site), checkHost(allowedHosts, site), checkOrigin(site), checkMethod(app));
  app.use(checkJson, compress());
  app.use(takeToken(options.session));
  app.use("/api/*", findAsker(options, services));
  app.use("/healthz", async (c, next) => {
    c.set("service", services(nobody.viewer));
    return next();
  });
  app.use("/api/*", readBody, ...lines(app, site));
  addApi(app, options);
  addPublicEnquiry(app, services, options);
  app.all("/api/*", () => problem(404, "no-such-address"));
  app.get("/published/*", (c) => publishedFile(options.publishedFolder, c.req.path, c.req.raw.headers));
  const { tilesFile } = options;
  if (tilesFile !== undefined) app.get(TILES, (c) => readTiles(tilesFile, c.req.header("range")));
  app.get("/favicon.ico", () => new Response(null, { status: 204 })); // browsers ask for it on every page
  app.get("*", (c) => webFile(options.webFolder, c.req.path, c.req.raw.headers));
  app.all("*", () => problem(405, "method"));
  app.onError(problemOfErrorOrRequest);
  return app;
}

/** Whoever sends a file stands in no line, since that takes as long as the sender's connection. */
function lines(app: App, site: Site | undefined): readonly MiddlewareHandler<ServerBindings>[] {
  const isRead = isMarked(app, "x-reads-only");
  const isAct = ({ req: { method, path } }: Context<ServerBindings>) =>
    method !== "GET" && method !== "HEAD" && !isRead(path);
  const whose = (c: Context<ServerBindings>) => whoseOf(c, site);
  return [
    waitInLine(READS_AT_ONCE, (c) => (isAct(c) ? undefined : whose(c))),
    waitInLine(ACTS_AT_ONCE, (c) => (isAct(c) && c.req.path !== UPLOADS ? whose(c) : undefined)),
  ];
}

/** By whom turns are taken: a person, or an address of whoever has not signed in. */
function whoseOf(c: Context<ServerBindings>, site: Site | undefined): string {
  const { viewer } = c.var.asker;
  if (viewer.as === "person") return `person ${viewer.name}`;
  return viewer.as === "public" ? `address ${networkOf(addressOf(c, site))}` : viewer.as;
}

/** The OpenAPI document of all that the application answers. */
export function apiDocument(): ApiDocument {
  const app = emptyApp();
  addApi(app, { publishedFolder: "" });
  return describeApi(app);
}

const emptyApp = (): App => new OpenAPIHono<ServerBindings>({ defaultHook: refuseInvalid });

function addApi(app: App, options: Doors & Pick<AppOptions, "publishedFolder" | "jobs" | "tilesFile">): void {
  const { publishedFolder, jobs } = options;
  addSignIn(app, options);
  addJoining(app, options);
  addAccount(app, options);
  app.openapi(healthRoute, async (c) => {
    await c.var.service.requests.size(); // throws where the database is away
    return c.json({ status: "ready" as const, ...(jobs !== undefined && { jobs: jobs.state() }) }, 200);
  });
  app.openapi(publicationsRoute, async (c) =>
    c.json(
      pageOfAll(await c.var.service.publications(), c.req.valid("query"), ({ slug }) => slug),
      200,
    ),
  );
  app.openapi(publishedFilesRoute, async (c) => {
    const files = await listStatic(publishedFolder, c.req.valid("param").path);
    if (files === undefined) throw new RecountError("no-such-folder", "got the name of no published folder");
    return c.json(
      pageOfAll(files, c.req.valid("query"), (path) => path),
      200,
    );
  });
  const clock = () => performance.now();
  app.use("/api/public/*", limitEnquiries({ each: 120, all: 6_000 }, { clock, site: options.site }));
  app.openapi(publicSearchRoute, async (c) => {
    const { places: _, ...found } = await c.var.services({ as: "public" }).search(c.req.valid("json"));
    return c.json(found, 200);
  });
  app.use("/api/*", askedBySomebody); // what stands above is open to all, what comes below is not
  addPeople(app); // before answers are kept to be given again: a code is kept nowhere
  app.use("/api/*", tagBySize(isMarked(app, "x-of-ledger")), answerOnce(isMarked(app, "x-reads-only")));
  app.openapi(overviewRoute, async (c) => c.json(await c.var.service.overview(c.req.valid("query")), 200));
  app.openapi(searchRoute, async (c) => c.json(await c.var.service.search(c.req.valid("json")), 200));
  addReview(app);
  addJobs(app);
  addUploads(app);
  addEnquiries(app);
  addMap(app, options.tilesFile !== undefined);
  addReturns(app);
  addGovern(app);
  addEntities(app);
  addEntry(app);
  addImports(app);
  addCounts(app);
  addKeeping(app);
  addAppeals(app);
  addReceipts(app);
  addAudits(app);
  app.get("/api/openapi.json", (c) => c.json(describeApi(app)));
}

type Validation = {
  readonly success: boolean;
  readonly error?: {
    readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
  };
};

function refuseInvalid({ success, error }: Validation): Response | undefined {
  if (success) return undefined;
  const issues = (error?.issues ?? []).map(({ path, message }): Issue => {
    const where = path.map(String).join(".");
    return { path: where, expected: "", received: "", message };
  });
  return problem(400, "input-invalid", issues);
}

// Hono throws an exception of its own for a body that is not JSON.
function problemOfErrorOrRequest(error: Error): Response {
  const isBadRequest = "status" in error && error.status === 400;
  return isBadRequest ? problem(400, "input-not-json") : problemOfError(error);
}

async function publishedFile(folder: string, path: string, asked: Headers): Promise<Response> {
  const inside = decodePath(path.slice("/published/".length));
  if (inside === undefined) return problem(404, "no-such-file");
  const found = await readStatic(folder, inside, asked);
  if (found !== undefined) return found;
  const isFolder = (await readStatic(folder, `${inside}/`)) !== undefined;
  return isFolder
    ? new Response(null, { status: 308, headers: { location: `${path}/` } })
    : problem(404, "no-such-file");
}

// A path without an extension is a screen, and one below a screen, since ids have dots. A file that is not there is not.
async function webFile(folder: string, path: string, asked: Headers): Promise<Response> {
  const inside = decodePath(path.slice(1));
  const found = inside === undefined || inside === "" ? undefined : await readStatic(folder, inside, asked);
  const isScreen = !/\.[^/]*$/.test(path) || /^\/(?!assets\/|fonts\/)[^/]+\/./.test(path);
  return (
    found ??
    (isScreen ? await readStatic(folder, firstPage(path, asked), asked) : undefined) ??
    problem(404, "no-such-file")
  );
}

// The pages that have their first screen in them already.
const firstScreens = new Map([
  ["/", "home"],
  ["/sign-in", "sign-in"],
  ["/public-search", "public-search"],
]);

/** One for each language, which fetches its words beside the program. Who has no session signs in. */
function firstPage(path: string, asked: Headers): string {
  const language = preferredLanguage(asked.get("accept-language") ?? "");
  const isKnown = path !== "/" || mayHaveSession(asked);
  const screen = isKnown ? (firstScreens.get(path) ?? "index") : "sign-in";
  return `${screen}.${language}.html`;
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // a stray percent sign is no path of ours
  }
}
