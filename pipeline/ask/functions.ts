/**
 * The functions that a question may call: those that make one value, of about the size of what they were given, out of values.
 * What is not named here is not there: files, settings, logs, sequences, DuckDB's tables about itself, sleeping, SQL out of
 * text. Left out as well is what makes much of little (`repeat`, `lpad`, `format`, a list by `range`) or compares every letter
 * with every letter (`levenshtein`): DuckDB looks at the clock and at its memory between such calls, never within one.
 */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  `
  abs ceil ceiling floor round round_even trunc even sign sqrt cbrt exp ln log log2 log10 pow power mod fmod fdiv divide
  multiply add subtract greatest least gcd lcm pi sin cos tan asin acos atan atan2 cot degrees radians factorial
  isnan isinf isfinite bit_count xor nextafter

  lower upper lcase ucase length char_length character_length strlen len trim ltrim rtrim left right substr substring
  replace translate reverse concat concat_ws contains starts_with ends_with prefix suffix instr strpos position ascii chr
  ord unicode split split_part string_split str_split string_to_array regexp_matches regexp_full_match regexp_extract
  regexp_replace regexp_escape like_escape ilike_escape not_like_escape not_ilike_escape nfc_normalize strip_accents md5
  sha256 hex hash to_base formatreadablesize format_bytes

  coalesce ifnull nullif if case typeof error try_cast

  year month day hour minute second millisecond microsecond quarter week weekofyear yearweek isoyear isodow dayofweek
  weekday dayofmonth dayofyear decade century dayname monthname last_day days_in_month date_part datepart date_trunc
  datetrunc date_diff datediff date_sub datesub date_add age make_date make_time make_timestamp strftime strptime
  try_strptime epoch epoch_ms to_days to_weeks to_months to_quarters to_years to_decades to_hours to_minutes to_seconds to_milliseconds
  to_microseconds
  to_timestamp time_bucket today now current_date current_timestamp get_current_timestamp timezone

  list_value list_pack list_extract list_element list_contains list_has list_has_any list_has_all list_position
  list_indexof list_distinct list_unique list_sort list_reverse_sort list_reverse list_slice list_concat list_cat
  list_append list_prepend list_sum list_avg list_min list_max list_count list_first list_last list_any_value list_median
  list_filter list_transform list_apply list_intersect list_string_agg list_where list_aggregate array_value array_extract
  array_contains array_length array_slice array_to_string array_to_string_comma_default array_distinct array_sort
  array_position array_concat array_append array_prepend flatten unnest cardinality
  struct_pack struct_extract struct_extract_at row map map_keys map_values map_extract map_entries element_at

  count count_star count_if countif sum avg mean min max median mode product any_value arbitrary first last
  arg_max arg_min argmax argmin max_by min_by list array_agg string_agg group_concat listagg bool_and bool_or bit_and bit_or
  bit_xor stddev stddev_pop stddev_samp variance var_pop var_samp covar_pop covar_samp corr quantile quantile_cont
  quantile_disc approx_count_distinct approx_quantile approx_top_k histogram entropy kurtosis skewness mad sem geomean geometric_mean weighted_avg wavg
  fsum sumkahan kahan_sum favg sum_no_overflow grouping grouping_id regr_slope regr_intercept regr_r2 regr_count
  row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value fill
  `
    .trim()
    .split(/\s+/),
);

/** Functions that stand for a table: rows out of nothing but their arguments, so many at a time that they can be ended. */
export const TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['range', 'generate_series', 'unnest']);
