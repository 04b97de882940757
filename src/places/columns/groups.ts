/** Numbers in groups that lie side by side, in two columns. */

/** Group `g` is `[starts[g], starts[g + 1])` of `members`. */
export type Groups = { readonly starts: Int32Array; readonly members: Int32Array };

/**
 * The groups of these lists.
 *
 * @example
 * [...groupAt(packGroups([[7], [], [8, 9]]), 2)]; //=> [8, 9]
 */
export function packGroups(lists: Iterable<readonly number[]>): Groups {
  const starts = [0];
  const members: number[] = [];
  for (const list of lists) {
    for (const member of list) members.push(member);
    starts.push(members.length);
  }
  return { starts: Int32Array.from(starts), members: Int32Array.from(members) };
}

/** The members of a group, in place. Requires one of the groups. */
export function groupAt({ starts, members }: Groups, group: number): Int32Array {
  return members.subarray(starts[group], starts[group + 1]);
}

/**
 * The groups in which each of `count` members stands, ascending.
 *
 * @example
 * [...groupAt(turnGroups(packGroups([[0, 1], [1]]), 2), 1)]; //=> [0, 1]
 */
export function turnGroups({ starts, members }: Groups, count: number): Groups {
  const ends = new Int32Array(count + 1);
  for (const member of members) ends[member + 1]! += 1;
  for (let at = 1; at <= count; at++) ends[at]! += ends[at - 1]!;
  const [next, turned] = [ends.slice(0, count), new Int32Array(members.length)];
  for (let group = 0; group + 1 < starts.length; group++)
    for (let at = starts[group]!; at < starts[group + 1]!; at++) turned[next[members[at]!]!++] = group;
  return { starts: ends, members: turned };
}
