/** The id in the address of a screen. */
import { useParams } from "@tanstack/react-router";

export function useScreenId(): string {
  const params: object = useParams({ strict: false });
  const id: unknown = Reflect.get(params, "id");
  return typeof id === "string" ? id : "";
}
