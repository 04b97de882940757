/** The commands there are, in the order of the work. */
import type { Command } from "./command.ts";

/** A command by its name, loaded when it is asked for: one command needs little of what all of them need. */
export type CommandEntry = { readonly name: string; readonly load: () => Promise<Command> };

export const commands: readonly CommandEntry[] = [
  { name: "start", load: async () => (await import("./start.ts")).startCommand },
  { name: "init", load: async () => (await import("./init.ts")).initCommand },
  { name: "organisation add", load: async () => (await import("./organisation.ts")).organisationAddCommand },
  {
    name: "organisation list",
    load: async () => (await import("./organisation.ts")).organisationListCommand,
  },
  {
    name: "organisation enquiries",
    load: async () => (await import("./enquiry.ts")).organisationEnquiriesCommand,
  },
  { name: "enquiry list", load: async () => (await import("./enquiry.ts")).enquiryListCommand },
  { name: "enquiry open", load: async () => (await import("./enquiry.ts")).enquiryOpenCommand },
  { name: "enquiry answer", load: async () => (await import("./enquiry.ts")).enquiryAnswerCommand },
  { name: "enquiry close", load: async () => (await import("./enquiry.ts")).enquiryCloseCommand },
  { name: "person invite", load: async () => (await import("./person.ts")).personInviteCommand },
  { name: "person accept", load: async () => (await import("./person.ts")).personAcceptCommand },
  { name: "person list", load: async () => (await import("./person.ts")).personListCommand },
  { name: "person role", load: async () => (await import("./person.ts")).personRoleCommand },
  { name: "person remove", load: async () => (await import("./person.ts")).personRemoveCommand },
  { name: "person code", load: async () => (await import("./person.ts")).personCodeCommand },
  { name: "person sign-out", load: async () => (await import("./person.ts")).personSignOutCommand },
  { name: "import", load: async () => (await import("./import.ts")).importCommand },
  { name: "add", load: async () => (await import("./add.ts")).addCommand },
  { name: "place", load: async () => (await import("./place.ts")).placeCommand },
  { name: "source", load: async () => (await import("./source.ts")).sourceCommand },
  { name: "access log", load: async () => (await import("./access.ts")).accessLogCommand },
  { name: "access approve", load: async () => (await import("./access.ts")).accessApproveCommand },
  { name: "consent", load: async () => (await import("./consent.ts")).consentCommand },
  { name: "restrict", load: async () => (await import("./consent.ts")).restrictCommand },
  { name: "link", load: async () => (await import("./link.ts")).linkCommand },
  { name: "review", load: async () => (await import("./review.ts")).reviewCommand },
  { name: "show", load: async () => (await import("./show.ts")).showCommand },
  { name: "dossier", load: async () => (await import("./dossier.ts")).dossierCommand },
  { name: "custody", load: async () => (await import("./custody.ts")).custodyCommand },
  { name: "search", load: async () => (await import("./search.ts")).searchCommand },
  { name: "count", load: async () => (await import("./count.ts")).countCommand },
  { name: "read", load: async () => (await import("./read.ts")).readCommand },
  { name: "estimate", load: async () => (await import("./estimate.ts")).estimateCommand },
  { name: "appeal new", load: async () => (await import("./appeal.ts")).appealNewCommand },
  { name: "appeal check", load: async () => (await import("./appeal.ts")).appealCheckCommand },
  { name: "appeal invite", load: async () => (await import("./appeal-sign.ts")).appealInviteCommand },
  { name: "appeal sign", load: async () => (await import("./appeal-sign.ts")).appealSignCommand },
  { name: "appeal collect", load: async () => (await import("./appeal-sign.ts")).appealCollectCommand },
  { name: "appeal withdraw", load: async () => (await import("./appeal-letters.ts")).appealWithdrawCommand },
  { name: "appeal dispute", load: async () => (await import("./appeal-letters.ts")).appealDisputeCommand },
  { name: "appeal reply", load: async () => (await import("./appeal-letters.ts")).appealReplyCommand },
  { name: "appeal sent", load: async () => (await import("./appeal-answers.ts")).appealSentCommand },
  { name: "appeal answer", load: async () => (await import("./appeal-answers.ts")).appealAnswerCommand },
  { name: "appeal publish", load: async () => (await import("./appeal.ts")).appealPublishCommand },
  { name: "timestamp add", load: async () => (await import("./timestamp.ts")).timestampAddCommand },
  { name: "timestamp list", load: async () => (await import("./timestamp.ts")).timestampListCommand },
  { name: "timestamp remove", load: async () => (await import("./timestamp.ts")).timestampRemoveCommand },
  { name: "key new", load: async () => (await import("./key.ts")).keyNewCommand },
  { name: "key show", load: async () => (await import("./key.ts")).keyShowCommand },
  { name: "key change", load: async () => (await import("./key.ts")).keyChangeCommand },
  { name: "key revoke", load: async () => (await import("./key.ts")).keyRevokeCommand },
  { name: "verify", load: async () => (await import("./verify.ts")).verifyCommand },
  { name: "witness", load: async () => (await import("./witness.ts")).witnessCommand },
  {
    name: "custodian key",
    load: async () => (await import("./custodian.ts")).custodianKeyCommand,
  },
  {
    name: "custodian add",
    load: async () => (await import("./custodian.ts")).custodianAddCommand,
  },
  {
    name: "custodian list",
    load: async () => (await import("./custodian.ts")).custodianListCommand,
  },
  {
    name: "custodian remove",
    load: async () => (await import("./custodian.ts")).custodianRemoveCommand,
  },
  {
    name: "custodian drill",
    load: async () => (await import("./custodian.ts")).custodianDrillCommand,
  },
  {
    name: "custodian open",
    load: async () => (await import("./custodian.ts")).custodianOpenCommand,
  },
  { name: "receipt", load: async () => (await import("./receipt.ts")).receiptCommand },
  { name: "verify-receipt", load: async () => (await import("./receipt.ts")).verifyReceiptCommand },
  { name: "audit draw", load: async () => (await import("./audit.ts")).auditDrawCommand },
  { name: "audit open", load: async () => (await import("./audit.ts")).auditOpenCommand },
  { name: "audit record", load: async () => (await import("./audit.ts")).auditRecordCommand },
  { name: "audit sign", load: async () => (await import("./audit.ts")).auditSignCommand },
  { name: "audit take", load: async () => (await import("./audit.ts")).auditTakeCommand },
  { name: "doctor", load: async () => (await import("./doctor.ts")).doctorCommand },
  { name: "share", load: async () => (await import("./share.ts")).shareCommand },
  { name: "receive", load: async () => (await import("./share.ts")).receiveCommand },
  { name: "archive", load: async () => (await import("./archive.ts")).archiveCommand },
  { name: "backup", load: async () => (await import("./backup.ts")).backupCommand },
  { name: "restore", load: async () => (await import("./backup.ts")).restoreCommand },
  { name: "serve", load: async () => (await import("./serve.ts")).serveCommand },
  { name: "dedupe", load: async () => (await import("./dedupe.ts")).dedupeCommand },
  { name: "names compare", load: async () => (await import("./names.ts")).namesCompareCommand },
  { name: "names pairs", load: async () => (await import("./names.ts")).namesPairsCommand },
];

/**
 * The entry that the words of a command line ask for; undefined when they name none, as where help is wanted.
 *
 * @example
 * findCommand(["appeal", "new", "text.md"])?.name; //=> "appeal new"
 */
export function findCommand(argv: readonly string[]): CommandEntry | undefined {
  return commands.find(({ name }) => name.split(" ").every((word, at) => argv[at] === word));
}

/** Commands of two words, by their first. */
export const groups: readonly (readonly [name: string, summary: string])[] = [
  ["appeal", "the life of an appeal"],
  ["organisation", "the members of the coalition"],
  ["access", "who looked at what"],
  ["person", "the people of the register and what each may do"],
  ["audit", "an outside audit by random sample"],
  ["enquiry", "what families ask, and what they are answered"],
  ["custodian", "who can open what is sealed"],
  ["key", "an organisation's signing key"],
  ["timestamp", "the authorities that say when a checkpoint was signed"],
  ["names", "names in any script, compared"],
];
