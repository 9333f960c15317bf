-- How many were erased is asked every quarter of a minute, so that the write-ahead log forgets them soon.
CREATE INDEX participant_erased ON participant (matter_id) WHERE erased;
