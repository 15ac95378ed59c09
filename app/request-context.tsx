import { createContext } from "react";

/** What one response needs while it is rendered and no loader can give. */
export type RequestContextValue = {
  /** Lets this response's own scripts run under the content security policy. */
  nonce?: string;
  /** Stands in the log beside whatever went wrong with this request. */
  reference?: string;
  /** True where the database could not do what was asked, and this page is one of failure for it. */
  isUnavailable?: boolean;
};

export const RequestContext = createContext<RequestContextValue>({});
