import { describe, expect, test } from 'vitest';
import { useGateway } from './test-gateway.ts';

const gate = useGateway();

describe('commands', () => {
  test('a text reaches the terminal and its answer comes back', async () => {
    const terminal = await gate.signedIn();
    const [{ id }] = gate.sources.searchVehicles('粤B10001', 1, true);
    const outcome = gate.sources.sendText(id, { text: '前方拥堵，请绕行', urgent: true, aloud: true });
    expect(await terminal.next('text')).toMatchObject({ flag: 0b1101, text: '前方拥堵，请绕行' });
    terminal.send({ kind: 'terminal_answer', serial: 2, message_id: 0x8300, result: 0 });
    expect(await outcome).toEqual({ accepted: true, result: 0 });
  });

  test('a text whose terminal went before it answered was delivered and is unacknowledged', async () => {
    const terminal = await gate.signedIn();
    const [{ id }] = gate.sources.searchVehicles('粤B10001', 1, true);
    const outcome = gate.sources.sendText(id, { text: '请绕行', urgent: false, aloud: false });
    const said = expect(outcome).rejects.toMatchObject({ code: 'sources.vehicle_gone' });
    await terminal.next('text');
    terminal.socket.destroy();
    await said;
  });

  test('a text with characters that terminals cannot show is refused, with the characters', async () => {
    const terminal = await gate.signedIn();
    const [{ id }] = gate.sources.searchVehicles('粤B10001', 1, true);
    const text = '前方🚧慢行🚧，₂ 号口';
    const refused = gate.sources.sendText(id, { text, urgent: false, aloud: false });
    await expect(refused).rejects.toMatchObject({
      code: 'sources.text_outside_gbk',
      params: { characters: '🚧 ₂' },
    });
    expect(terminal.received).toEqual([]);
  });

  test('parameters are read', async () => {
    const terminal = await gate.signedIn();
    const [{ id }] = gate.sources.searchVehicles('粤B10001', 1, true);
    const parameters = gate.sources.readParameters(id);
    await terminal.next('query_parameters');
    terminal.send({ kind: 'parameters', serial: 2, parameters: [{ id: 1, value: 30 }] });
    expect(await parameters).toEqual([{ id: 1, value: 30 }]);
  });

  test('parameters that name the vehicle, call a person or open a connection are masked', async () => {
    const terminal = await gate.signedIn();
    const [{ id }] = gate.sources.searchVehicles('粤B10001', 1, true);
    const parameters = gate.sources.readParameters(id);
    await terminal.next('query_parameters');
    const said = [
      { id: 0x13, value: '10.0.0.8' },
      { id: 0x12, value: 'dial-secret' },
      { id: 0x40, value: '13912345678' },
      { id: 0x48, value: '' },
      { id: 0x83, value: '粤B10001' },
    ];
    terminal.send({ kind: 'parameters', serial: 2, parameters: said });
    expect(await parameters).toEqual([
      { id: 0x13, value: '10.0.0.8' },
      { id: 0x12, value: '***' },
      { id: 0x40, value: '139****5678' },
      { id: 0x48, value: '' },
      { id: 0x83, value: '粤B·1***1' },
    ]);
  });

  test('an offline vehicle is said, with what to do', async () => {
    const [{ id }] = gate.sources.searchVehicles('粤B10001', 1, true);
    await expect(gate.sources.readParameters(id)).rejects.toMatchObject({ code: 'sources.vehicle_offline' });
    await expect(gate.sources.readParameters(999_999)).rejects.toMatchObject({
      code: 'sources.vehicle_unknown',
    });
  });
});
