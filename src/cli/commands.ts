/** The commands there are, in the order of the work. */
import { appealCheckCommand, appealNewCommand, appealPublishCommand } from "./appeal.ts";
import type { Command } from "./command.ts";
import { countCommand } from "./count.ts";
import { dedupeCommand } from "./dedupe.ts";
import { estimateCommand } from "./estimate.ts";
import { importCommand } from "./import.ts";
import { initCommand } from "./init.ts";
import { linkCommand } from "./link.ts";
import { namesCompareCommand, namesPairsCommand } from "./names.ts";
import { placeCommand } from "./place.ts";
import { readCommand } from "./read.ts";
import { reviewCommand } from "./review.ts";
import { searchCommand } from "./search.ts";
import { serveCommand } from "./serve.ts";
import { sourceCommand } from "./source.ts";
import { startCommand } from "./start.ts";
import { verifyCommand } from "./verify.ts";
import { witnessCommand } from "./witness.ts";

export const commands: readonly Command[] = [
  startCommand,
  initCommand,
  importCommand,
  placeCommand,
  sourceCommand,
  linkCommand,
  reviewCommand,
  searchCommand,
  countCommand,
  readCommand,
  estimateCommand,
  appealNewCommand,
  appealCheckCommand,
  appealPublishCommand,
  verifyCommand,
  witnessCommand,
  serveCommand,
  dedupeCommand,
  namesCompareCommand,
  namesPairsCommand,
];

/** Commands of two words, by their first. */
export const groups: readonly (readonly [name: string, summary: string])[] = [
  ["appeal", "the life of an appeal"],
  ["names", "names in any script, compared"],
];
