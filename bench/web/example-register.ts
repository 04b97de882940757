/** The example coalition's register with its appeals published, and an organisation to which families can write. */
import { readExample } from "../../src/cli/example.ts";
import { signExample } from "../../src/cli/example-signatures.ts";
import { runFlow } from "../../src/pipeline.ts";
import { passingIdentity } from "../../src/shell/locked-archive.ts";
import { initRegister, type OpenRegister } from "../../src/shell/register-folder.ts";
import { setEnquiryKey } from "../../src/steps/enquiries/enquiry-keys.ts";

/** Makes it in a new folder, which it gives back. */
export async function exampleRegister(data: string): Promise<string> {
  const example = await readExample();
  const register = await initRegister(data, { now: new Date() });
  try {
    const sign = (open: OpenRegister) => signExample(open, example.letters, "2026-01-02");
    await runFlow(register, { ...example, sign }, () => undefined);
    const [list] = example.lists;
    if (list === undefined) throw new Error("got no list of the example, wanted one");
    await setEnquiryKey(register, {
      organisation: list.organisation.id,
      recipient: (await passingIdentity()).recipient,
      viewer: { as: "keeper" },
      now: new Date(),
    });
  } finally {
    await register.close();
  }
  return data;
}
