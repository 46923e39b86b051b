import Hls, { type ErrorData, type Events } from 'hls.js';

/**
 * hls.js's own treatment of errors, except that it leaves a closed media source to us: its cure empties the media element
 * before anybody can ask where the viewer was, and whether it played.
 */
export class PatientErrors extends Hls.DefaultConfig.errorController {
  override onErrorOut(event: Events.ERROR, data: ErrorData): void {
    if (data.details !== Hls.ErrorDetails.MEDIA_SOURCE_REQUIRES_RESET) super.onErrorOut(event, data);
  }
}
