export { alphadigiHeartbeat, alphadigiReply, readAlphadigi } from './alphadigi.ts';
export { DAHUA_TAKEN, dahuaKeepAlive, readDahua } from './dahua.ts';
export { readAlert, readHikvision } from './hikvision.ts';
export { boundaryOf, type Part, PartSplitter, readParts } from './multipart.ts';
export {
  CAMERA_MAKERS,
  CameraFault,
  type CameraMaker,
  type CameraMessage,
  type PlateRead,
  type ReadPicture,
} from './plate-read.ts';
