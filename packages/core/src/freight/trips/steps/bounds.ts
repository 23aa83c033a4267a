/** Below this a truck stands, km/h. */
export const STANDING_KMH = 5;

/** Up to this far from its line a position lies on the route, m. */
export const ON_ROUTE_M = 60;
