/** The routes of enquiries: an organisation's, and those of somebody without an account, which keep no trace of them. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { renderEnquiryPage } from "../pages/enquiry-page.ts";
import { enquiryStyle } from "../pages/enquiry-style.ts";
import { isLanguage, type Language, preferredLanguage } from "../pages/language.ts";
import type { Services } from "./answers.ts";
import {
  answersSchema,
  enquiryAnswerSchema,
  enquiryKeySchema,
  locatorBodySchema,
  ownEnquiriesSchema,
  sealedEnquirySchema,
  sentEnquirySchema,
  takenSchema,
} from "./enquiry-answers.ts";
import { limitEnquiries } from "./enquiry-limits.ts";
import { changedMeanwhile, ifMatch } from "./entity-tags.ts";
import type { ServerBindings } from "./guard.ts";
import { noSuchPage, pageQuery } from "./paging.ts";
import { problem } from "./problem.ts";
import { readBody } from "./request-body.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";
import type { Site } from "./site.ts";
import { readStatic } from "./static-files.ts";

const refusals = {
  400: refusal("the request is not as it should be"),
  413: refusal("longer than our own page sends"),
  422: refusal("it was not sealed by our own page"),
  429: refusal("that is more than one address may send in an hour"),
};

const sendRoute = createRoute({
  method: "post",
  path: "/enquiry/send",
  request: { body: jsonBody(sentEnquirySchema) },
  responses: { 200: answer(takenSchema, "it was taken, sealed"), ...refusals },
});

const answersRoute = createRoute({
  method: "post",
  path: "/enquiry/answers",
  request: { body: jsonBody(locatorBodySchema) },
  responses: { 200: answer(answersSchema, "as many bytes as ever"), ...refusals },
});

const withdrawRoute = createRoute({
  method: "post",
  path: "/enquiry/withdraw",
  request: { body: jsonBody(locatorBodySchema) },
  responses: { 200: answer(takenSchema, "there is no such enquiry any more"), ...refusals },
});

const listRoute = createRoute({
  method: "get",
  path: "/api/enquiries",
  request: { query: pageQuery },
  responses: {
    200: answer(ownEnquiriesSchema, "enquiries to the viewer's organisation, the longest waiting first"),
    400: refusals[400],
    404: noSuchPage,
  },
});

const params = z.object({ id: z.string().min(1) });
const noSuchEnquiry = refusal("there is no such enquiry to the viewer's organisation");

const openRoute = createRoute({
  method: "get",
  path: "/api/enquiries/{id}",
  request: { params },
  responses: {
    200: answer(sealedEnquirySchema, "one enquiry, sealed as it came"),
    404: noSuchEnquiry,
  },
});

const replyRoute = createRoute({
  method: "post",
  path: "/api/enquiries/{id}/answer",
  request: { params, headers: ifMatch, body: jsonBody(enquiryAnswerSchema) },
  responses: {
    ...changedMeanwhile,
    200: answer(takenSchema, "the answer waits for who asked"),
    404: noSuchEnquiry,
    422: refusal("it was not sealed by our own screen"),
  },
});

const closeRoute = createRoute({
  method: "post",
  path: "/api/enquiries/{id}/close",
  request: { params, headers: ifMatch, body: jsonBody(z.strictObject({})) },
  responses: { 200: answer(takenSchema, "nothing of it is left"), 404: noSuchEnquiry, ...changedMeanwhile },
});

const keyRoute = createRoute({
  method: "post",
  path: "/api/enquiries/key",
  request: { body: jsonBody(enquiryKeySchema) },
  responses: {
    200: answer(takenSchema, "enquiries are sealed to that key from now on"),
    404: refusal("there is no such organisation"),
    422: refusal("the key is no age recipient"),
  },
});

const taken = { taken: true } as const;

/** The routes of an organisation that answers. */
export function addEnquiries(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(listRoute, async (c) => c.json(await c.var.service.enquiries.list(c.req.valid("query")), 200));
  app.openapi(keyRoute, async (c) => {
    const { organisation, recipient } = c.req.valid("json");
    await c.var.service.enquiries.setKey(organisation, recipient);
    return c.json(taken, 200);
  });
  app.openapi(openRoute, async (c) => {
    const opened = await c.var.service.enquiries.open(c.req.valid("param").id);
    c.header("etag", opened.tag);
    return c.json(opened, 200);
  });
  app.openapi(replyRoute, async (c) => {
    const { "if-match": tag } = c.req.valid("header");
    await c.var.service.enquiries.answer(c.req.valid("param").id, c.req.valid("json").sealed, tag);
    return c.json(taken, 200);
  });
  app.openapi(closeRoute, async (c) => {
    await c.var.service.enquiries.close(c.req.valid("param").id, c.req.valid("header")["if-match"]);
    return c.json(taken, 200);
  });
}

/** The page for families and what it sends. Nobody is asked who they are, and no cookie is read or set. */
export function addPublicEnquiry(
  app: OpenAPIHono<ServerBindings>,
  services: Services,
  { webFolder, site }: { readonly webFolder: string; readonly site?: Site },
): void {
  const enquiries = () => services({ as: "public" }).enquiries;
  const clock = () => performance.now();
  app.use("/enquiry/*", readBody);
  // No trace stays on the device. Answers are not compressed: how well one compresses would tell whether it is one.
  app.use("/enquiry/*", async (c, next) => {
    await next();
    const isAnswer = c.req.method !== "GET" && c.req.method !== "HEAD";
    c.res.headers.set("cache-control", isAnswer ? "no-store, no-transform" : "no-store");
  });
  app.use("/enquiry/send", limitEnquiries({ each: 20, all: 600 }, { clock, site }));
  app.use("/enquiry/withdraw", limitEnquiries({ each: 20, all: 600 }, { clock, site }));
  app.use("/enquiry/answers", limitEnquiries({ each: 60, all: 6_000 }, { clock, site }));
  app.openapi(sendRoute, async (c) => {
    await enquiries().take(c.req.valid("json"));
    return c.json(taken, 200);
  });
  app.openapi(answersRoute, async (c) =>
    c.json({ answers: [...(await enquiries().answers(c.req.valid("json").locator))] }, 200),
  );
  app.openapi(withdrawRoute, async (c) => {
    await enquiries().withdraw(c.req.valid("json").locator);
    return c.json(taken, 200);
  });
  app.get("/enquiry", () => new Response(null, { status: 308, headers: { location: "/enquiry/" } }));
  app.get("/enquiry/style.css", () => text(enquiryStyle, "text/css"));
  app.get(
    "/enquiry/enquiry.js",
    async (c) => (await readStatic(webFolder, "public/enquiry.js", c.req.raw.headers)) ?? missing(),
  );
  const page = async (c: Context<ServerBindings>) => {
    const language = languageOf(c);
    if (language === undefined) return missing();
    const organisations = await enquiries().organisations();
    return text(renderEnquiryPage({ language, organisations }), "text/html");
  };
  app.get("/enquiry/", page);
  app.get("/enquiry/:language", page);
}

/** The language of the address, else the first of the reader's own that there are words in. */
function languageOf(c: Context<ServerBindings>): Language | undefined {
  const named = c.req.param("language");
  if (named !== undefined && named !== "") return isLanguage(named) ? named : undefined;
  return preferredLanguage(c.req.header("accept-language") ?? "");
}

const text = (body: string, type: string) =>
  new Response(body, { headers: { "content-type": `${type}; charset=utf-8` } });
const missing = () => problem(404, "no-such-address");
