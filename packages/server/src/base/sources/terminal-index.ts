import type { Terminal } from './model.ts';
import { normalPlate } from './normal-form.ts';

/** All terminals in memory, found by phone, by vehicle and by plate. Vehicles and plates lead to registered ones only. */
export class TerminalIndex {
  private readonly byPhone = new Map<string, Terminal>();
  private readonly byVehicle = new Map<number, Terminal>();
  private readonly byPlate = new Map<string, Terminal>();
  /** Vehicle that a plate had last, also when no terminal speaks for it now: so that its past is found again. */
  private readonly lastOfPlate = new Map<string, number>();
  private last_vehicle = 0;

  /** Adds a terminal or puts it in the place of the one of its phone. @returns that one. */
  hold(terminal: Terminal): Terminal | undefined {
    const before = this.byPhone.get(terminal.phone);
    if (before) this.unlink(before);
    this.byPhone.set(terminal.phone, terminal);
    const { vehicle, status } = terminal;
    const plate = normalPlate(terminal.plate);
    this.last_vehicle = Math.max(this.last_vehicle, vehicle);
    if (vehicle > 0 && plate) this.lastOfPlate.set(plate, vehicle);
    if (status !== 'registered') return before;
    this.byVehicle.set(vehicle, terminal);
    if (plate) this.byPlate.set(plate, terminal);
    return before;
  }

  drop(phone: string): void {
    const terminal = this.byPhone.get(phone);
    if (terminal) this.unlink(terminal);
    this.byPhone.delete(phone);
  }

  private unlink({ phone, vehicle, plate }: Terminal): void {
    const spelt = normalPlate(plate);
    if (this.byVehicle.get(vehicle)?.phone === phone) this.byVehicle.delete(vehicle);
    if (this.byPlate.get(spelt)?.phone === phone) this.byPlate.delete(spelt);
  }

  findByPhone(phone: string): Terminal | undefined {
    return this.byPhone.get(phone);
  }

  findByVehicle(vehicle: number): Terminal | undefined {
    return this.byVehicle.get(vehicle);
  }

  /** The terminal that speaks for a plate now. @param plate in any spelling */
  findByPlate(plate: string): Terminal | undefined {
    return this.byPlate.get(normalPlate(plate));
  }

  /** The vehicle that a plate had, if nobody speaks for that vehicle now. */
  findResting(plate: string): number | undefined {
    const vehicle = this.lastOfPlate.get(normalPlate(plate));
    return vehicle === undefined || this.byVehicle.has(vehicle) ? undefined : vehicle;
  }

  nextVehicle(): number {
    return ++this.last_vehicle;
  }

  listAll(): IterableIterator<Terminal> {
    return this.byPhone.values();
  }

  listRegistered(): Terminal[] {
    return [...this.byVehicle.values()];
  }
}
