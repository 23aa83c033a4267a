export { listRecordedTracks, type RecordedTrack, readRecordedTrack } from './read-recorded-track.ts';
export { type RouteScore, roadKey, scoreRoute } from './score-route.ts';
