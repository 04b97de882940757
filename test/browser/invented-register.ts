/** Registers for screens to show: one of invented people in an invented country, and an empty one. */
import { freshRegister } from "../register-fixture.ts";
import { seededRegister } from "../seeded-register.ts";

/** A register with lists, people on several of them, and what was found of them. */
export const fullRegister = seededRegister;

/** A register into which nothing has been brought yet. */
export const emptyRegister = () => freshRegister("An empty register");
