import { z } from 'zod';

/** Scenario files of `tocc simulate`: docs/simulation.md describes every field. Unknown fields are refused. */
const id = z.union([z.string().min(1), z.number().int().transform(String)]);
const time_s = z.number().finite();
const positive = z.number().finite().positive();
const nonNegative = z.number().finite().nonnegative();
const share = z.number().min(0).max(1);
const turn = { from: id, to: id };

const lane = {
  free_speed_mps: positive.optional(),
  free_speed_kmh: positive.optional(),
  capacity_vps_per_lane: positive.optional(),
  capacity_vph_per_lane: positive.optional(),
  jam_density_vpm_per_lane: positive.optional(),
  jam_density_vpkm_per_lane: positive.optional(),
  wave_speed_mps: positive.optional(),
  wave_speed_kmh: positive.optional(),
  reaction_time_s: positive.optional(),
};

const phase = z.strictObject({
  green_s: nonNegative.optional(),
  yellow_s: nonNegative.optional(),
  all_red_s: nonNegative.optional(),
  min_green_s: nonNegative.optional(),
  max_green_s: positive.optional(),
  extension_s: positive.optional(),
  movements: z.array(z.strictObject({ ...turn, permissive: z.boolean().optional() })).optional(),
  from_links: z.array(id).optional(),
});

const plan = {
  cycle_s: positive.optional(),
  offset_s: z.number().finite().optional(),
  startup_lost_s: nonNegative.optional(),
  phases: z.array(phase),
};

const demand = z.strictObject({
  id: id.optional(),
  from_node: id.optional(),
  to_node: id.optional(),
  from_link: id.optional(),
  to_link: id.optional(),
  route: z.array(id).min(1).optional(),
  routes: z.array(z.strictObject({ links: z.array(id).min(1), share: positive })).optional(),
  class: id.optional(),
  start_s: time_s.optional(),
  end_s: time_s.optional(),
  flow_vph: nonNegative.optional(),
  flow_vps: nonNegative.optional(),
  count: z.number().int().nonnegative().optional(),
  departures_s: z.array(time_s).optional(),
  profile: z
    .array(
      z.strictObject({
        start_s: time_s,
        end_s: time_s,
        flow_vph: nonNegative.optional(),
        flow_vps: nonNegative.optional(),
      }),
    )
    .optional(),
  arrivals: z.enum(['even', 'poisson']).optional(),
});

export const SimulationScenario = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  seed: z.number().int().optional(),
  start_s: time_s.optional(),
  end_s: time_s.optional(),
  interval_s: positive.optional(),
  defaults: z.strictObject(lane).optional(),
  nodes: z
    .array(
      z.strictObject({
        id,
        x_m: z.number().finite().optional(),
        y_m: z.number().finite().optional(),
        control: z.enum(['none', 'priority', 'roundabout', 'all_way_stop']).optional(),
      }),
    )
    .optional(),
  links: z
    .array(
      z.strictObject({
        id,
        from: id,
        to: id,
        length_m: positive.optional(),
        lanes: z.number().int().positive().optional(),
        ...lane,
        capacity_vps: positive.optional(),
        capacity_vph: positive.optional(),
        exit_capacity_vps: positive.optional(),
        exit_capacity_vph: positive.optional(),
        storage_vehicles: positive.optional(),
        priority: z.number().finite().optional(),
        circulating: z.boolean().optional(),
        merge_weight: positive.optional(),
        classes: z.array(id).optional(),
      }),
    )
    .min(1),
  movements: z
    .array(
      z.strictObject({
        ...turn,
        lanes: z.number().int().positive().optional(),
        pocket_length_m: positive.optional(),
        lane_group: id.optional(),
        saturation_flow_vph: positive.optional(),
        saturation_flow_vps: positive.optional(),
        merge_weight: positive.optional(),
        yields_to: z.array(z.strictObject(turn)).optional(),
        critical_gap_s: nonNegative.optional(),
        follow_up_s: positive.optional(),
        crossing_s: nonNegative.optional(),
        classes: z.array(id).optional(),
      }),
    )
    .optional(),
  turn_bans: z.array(z.strictObject(turn)).optional(),
  signals: z
    .array(
      z.strictObject({
        id: id.optional(),
        node: id,
        type: z.enum(['fixed', 'actuated']).optional(),
        ...plan,
        free_movements: z.array(z.strictObject(turn)).optional(),
        later_plans: z.array(z.strictObject({ from_s: time_s, ...plan })).optional(),
      }),
    )
    .optional(),
  vehicle_classes: z
    .array(
      z.strictObject({
        id,
        pcu: positive.optional(),
        max_speed_kmh: positive.optional(),
        max_speed_mps: positive.optional(),
      }),
    )
    .optional(),
  demand: z.array(demand).optional(),
  bus_lines: z
    .array(
      z.strictObject({
        id,
        route: z.array(id).min(1),
        headway_s: positive,
        start_s: time_s.optional(),
        end_s: time_s.optional(),
        class: id.optional(),
        stops: z
          .array(z.strictObject({ link: id, dwell_s: nonNegative.optional(), bay: z.boolean().optional() }))
          .optional(),
      }),
    )
    .optional(),
  incidents: z
    .array(
      z.strictObject({
        id: id.optional(),
        link: id,
        start_s: time_s,
        end_s: time_s.optional(),
        closed: z.boolean().optional(),
        lanes_closed: z.number().int().nonnegative().optional(),
        capacity_share: share.optional(),
        capacity_vph: nonNegative.optional(),
        capacity_vps: nonNegative.optional(),
        speed_kmh: positive.optional(),
        speed_mps: positive.optional(),
      }),
    )
    .optional(),
  messages: z
    .array(
      z.strictObject({
        start_s: time_s,
        end_s: time_s.optional(),
        links: z.array(id).optional(),
        share,
        avoid: z.array(id).optional(),
      }),
    )
    .optional(),
  options: z
    .strictObject({
      informed_share: share.optional(),
      route_update_s: nonNegative.optional(),
      deadlock_release_s: positive.optional(),
      impatience_s: positive.optional(),
    })
    .optional(),
});
export type SimulationScenario = z.infer<typeof SimulationScenario>;
