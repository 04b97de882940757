/** The doctor: whether a register is what its entries say, down to the bytes of its evidence. */
import type { ReportProgress } from "../base/progress.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { examineEntries } from "./doctor/examine-entries.ts";
import { examineFiles } from "./doctor/examine-files.ts";
import { examineLinkage } from "./doctor/examine-linkage.ts";
import { examineSignatures } from "./doctor/examine-signatures.ts";
import { examineTables } from "./doctor/examine-tables.ts";
import type { Finding } from "./doctor/finding.ts";

export type Diagnosis = {
  readonly verdict: "sound" | "broken"; // warnings break nothing
  readonly size: number; // of the ledger that was examined
  readonly findings: readonly Finding[];
};

export type DoctorOptions = { readonly progress: ReportProgress };

/** Examines all there is of a register and changes nothing. Nobody may write meanwhile. */
export async function examineRegister(register: OpenRegister, options: DoctorOptions): Promise<Diagnosis> {
  return register.store.writingStep("doctor", async () => {
    const size = await register.store.size();
    const findings = [
      ...(await examineEntries(register, size, options)),
      ...(await examineSignatures(register)),
      ...(await examineTables(register, options)),
      ...(await examineLinkage(register)),
      ...(await examineFiles(register, options)),
    ];
    const isBroken = findings.some(({ state }) => state === "broken");
    return { verdict: isBroken ? "broken" : "sound", size, findings };
  });
}
