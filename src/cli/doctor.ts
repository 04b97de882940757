/** `recount doctor`: checks a register's integrity. */
import { type Diagnosis, examineRegister } from "../steps/doctor.ts";
import type { Command } from "./command.ts";
import { withRegister } from "./with-register.ts";

export const doctorCommand: Command = {
  name: "doctor",
  operands: "",
  summary: "proves that the register is what its entries say, and that nothing of it is missing",
  example: "recount doctor --data ./recount-data",
  options: [],
  run: (context) =>
    withRegister(context, async (register) => {
      const diagnosis = await examineRegister(register, { progress: context.progress.report });
      return {
        exit: diagnosis.verdict === "sound" ? 0 : 1,
        json: diagnosis,
        text: formatDiagnosis(diagnosis),
      };
    }),
};

const words = { sound: "sound  ", warning: "warning", broken: "BROKEN " };

function formatDiagnosis({ verdict, size, findings }: Diagnosis): string {
  const lines = findings.map(({ part, state, detail }) => `${words[state]}  ${part}: ${detail}`);
  const last =
    verdict === "sound"
      ? `the register is sound, at ${size} entries`
      : "the register is broken: restore its last backup, and keep this folder for whoever looks into it";
  return [...lines, "", last].join("\n");
}
