import { z } from "zod";
import { grantForm } from "./attempt-grant.ts";

/** Taking something back, or giving it back: only with a reason. */
export const reasonForm = z.object({ reason: grantForm.shape.reason });
