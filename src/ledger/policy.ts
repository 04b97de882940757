/** Trust policies (C2SP tlog-policy): which logs are known, and which log witnesses must have cosigned. */
import { toHex, utf8 } from "../base/bytes.ts";
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { type Cosigned, type CosignerKey, parseCosignerKey } from "./cosignature.ts";
import { parseVerifierKey, type VerifierKey } from "./verifier-key.ts";

/** At least `threshold` of the members, each a log witness or a group above, have cosigned. */
export type WitnessGroup = {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
};

/**
 * A policy as text:
 *
 *     log ledger.example/valley+51b2a99b+AW56...
 *     witness lantern lantern.example/w+3cc1...
 *     witness thread thread.example/w+77ab...
 *     group both all lantern thread
 *     quorum both
 */
export type LogPolicy = {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: ReadonlyMap<string, CosignerKey>; // by the name that the policy gives them
  readonly groups: ReadonlyMap<string, WitnessGroup>;
  readonly quorum: string; // a witness, a group, or "none"
};

type Reading = {
  readonly logs: VerifierKey[];
  readonly witnesses: Map<string, CosignerKey>;
  readonly groups: Map<string, WitnessGroup>;
  readonly members: Set<string>; // a name is a member of one group only
  readonly publicKeys: Set<string>;
  quorum: string | undefined;
};

/**
 * The policy of its text, or every issue with its line: a name before it is defined, a key twice, a threshold that
 * the members cannot reach, no quorum or two.
 *
 * @example
 * parseLogPolicy("quorum none\n").value.quorum; //=> "none"
 * parseLogPolicy("").issues[0].expected; //=> "one quorum line"
 */
export function parseLogPolicy(text: string): Parsed<LogPolicy> {
  const reading: Reading = {
    logs: [],
    witnesses: new Map(),
    groups: new Map(),
    members: new Set(),
    publicKeys: new Set(),
    quorum: undefined,
  };
  const issues = text.split("\n").flatMap((line, at) => readLine(reading, line, `line ${at + 1}`));
  // Other control characters than tab and newline would hide what a reader sees.
  if (utf8(text).some((byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x7f))
    issues.push(issueAt("policy", "no control characters", ""));
  if (reading.quorum === undefined) issues.push(issueAt("policy", "one quorum line", ""));
  const { logs, witnesses, groups, quorum } = reading;
  return issues.length > 0 || quorum === undefined
    ? { issues }
    : { value: { logs, witnesses, groups, quorum } };
}

function readLine(reading: Reading, line: string, path: string): readonly Issue[] {
  const words = line.split(/[ \t]+/).filter((word) => word !== "");
  const [kind = "", ...rest] = words;
  if (kind === "" || kind.startsWith("#")) return [];
  const refuse = (expected: string) => [issueAt(path, expected, line.trim())];
  switch (kind) {
    case "log":
      return rest.length === 1 || rest.length === 2
        ? addLog(reading, rest[0] ?? "", path)
        : refuse("log, key, URL if any");
    case "witness":
      return rest.length === 2 || rest.length === 3
        ? addWitness(reading, rest, path)
        : refuse("witness, name, key, URL if any");
    case "group":
      return rest.length >= 3
        ? addGroup(reading, rest, path)
        : refuse("group, name, all or any or a number, members");
    case "quorum":
      return rest.length === 1 ? setQuorum(reading, rest[0] ?? "", path) : refuse("quorum and one name");
    default:
      return refuse("log, witness, group or quorum");
  }
}

function addLog(reading: Reading, text: string, path: string): readonly Issue[] {
  const key = parseVerifierKey(text);
  if ("issues" in key) return key.issues.map((issue) => ({ ...issue, path }));
  if (isTaken(reading, "log", key.value.publicKey)) return [issueAt(path, "each log once", text)];
  reading.logs.push(key.value);
  return [];
}

function addWitness(
  reading: Reading,
  [name = "", text = ""]: readonly string[],
  path: string,
): readonly Issue[] {
  const key = parseCosignerKey(text);
  if ("issues" in key) return key.issues.map((issue) => ({ ...issue, path }));
  if (isDefined(reading, name)) return [issueAt(path, "a name that is not taken", name)];
  if (isTaken(reading, "witness", key.value.publicKey)) return [issueAt(path, "each witness once", text)];
  reading.witnesses.set(name, key.value);
  return [];
}

function addGroup(
  reading: Reading,
  [name = "", size = "", ...members]: readonly string[],
  path: string,
): readonly Issue[] {
  if (isDefined(reading, name)) return [issueAt(path, "a name that is not taken", name)];
  const issues = members.flatMap((member, at) =>
    !reading.witnesses.has(member) && !reading.groups.has(member)
      ? [issueAt(path, "members that stand on a line above", member)]
      : reading.members.has(member) || members.indexOf(member) !== at
        ? [issueAt(path, "each name in one group, once", member)]
        : [],
  );
  const threshold =
    size === "all" ? members.length : size === "any" ? 1 : /^[1-9]\d*$/.test(size) ? Number(size) : 0;
  if (threshold < 1 || threshold > members.length)
    issues.push(issueAt(path, `all, any or a number from 1 to ${members.length}`, size));
  if (issues.length > 0) return issues;
  for (const member of members) reading.members.add(member);
  reading.groups.set(name, { name, threshold, members });
  return [];
}

function setQuorum(reading: Reading, name: string, path: string): readonly Issue[] {
  if (reading.quorum !== undefined) return [issueAt(path, "one quorum line", name)];
  if (name !== "none" && !isDefined(reading, name))
    return [issueAt(path, "a name that stands on a line above", name)];
  reading.quorum = name;
  return [];
}

const isDefined = ({ witnesses, groups }: Reading, name: string) =>
  name === "none" || witnesses.has(name) || groups.has(name);

function isTaken({ publicKeys }: Reading, kind: string, publicKey: Uint8Array): boolean {
  const key = `${kind} ${toHex(publicKey)}`;
  return publicKeys.size === publicKeys.add(key).size;
}

/**
 * Whether the cosigners meet the policy's quorum. Requires `cosigned` to be of cosignatures that were verified.
 *
 * @example
 * meetsQuorum(parseLogPolicy("quorum none\n").value, []); //=> true
 */
export function meetsQuorum(
  { witnesses, groups, quorum }: LogPolicy,
  cosigned: readonly Cosigned[],
): boolean {
  const has = (name: string): boolean => {
    const key = witnesses.get(name);
    if (key !== undefined) return cosigned.some((each) => each.name === key.name && each.keyId === key.keyId);
    const group = groups.get(name);
    return group !== undefined && group.members.filter(has).length >= group.threshold;
  };
  return quorum === "none" || has(quorum);
}
