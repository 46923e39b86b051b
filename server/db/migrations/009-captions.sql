-- Since when a caption track is deleted or replaced: it is shown nowhere, and can be taken back until its cues go for good.
-- A deleted track from inside an original stays as a mark, so that the next run of the engine does not bring it back.
ALTER TABLE caption_tracks ADD COLUMN deleted_ms INTEGER;
CREATE INDEX caption_tracks_deleted ON caption_tracks (deleted_ms) WHERE deleted_ms IS NOT NULL;
