"""Splink on a table of invented people: splink_people.py FILE.csv OUT.csv THREADS [wide]. Reads the CSV, links, writes clusters.

Settings as its users would choose them for these columns: six blocking rules, term frequencies, two EM passes.
Prints one line of JSON; the measuring of accuracy is outside the seconds."""
import json, logging, resource, sys, time
import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
import splink.comparison_library as cl

logging.getLogger("splink").setLevel(logging.ERROR)
path, out, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
narrow = [("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"),
          ("postcode_fake",), ("dob", "birth_place"), ("dob", "occupation")]
wide = [("first_name", "substr(postcode_fake,1,3)"), ("surname", "substr(postcode_fake,1,3)"),
        ("first_name", "substr(dob,1,4)"), ("surname", "substr(dob,1,4)"), *narrow]
started = time.time()
con = duckdb.connect(":memory:")
con.execute(f"SET threads={threads}")
con.execute(f"create table a as select * from read_csv('{path}', all_varchar=true, nullstr='')")
jw = cl.JaroWinklerAtThresholds
settings = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=[block_on(*keys) for keys in (wide if "wide" in sys.argv[4:] else narrow)],
    comparisons=[
        jw("first_name", [0.9, 0.7]).configure(term_frequency_adjustments=True),
        jw("surname", [0.9, 0.7]).configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("dob", [1, 2]),
        cl.LevenshteinAtThresholds("postcode_fake", [1, 2]),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("occupation").configure(term_frequency_adjustments=True)])
linker = Linker(DuckDBAPI(connection=con).register("a"), settings)
linker.training.estimate_probability_two_random_records_match([block_on("first_name", "surname", "dob")], recall=0.5)
linker.training.estimate_u_using_random_sampling(max_pairs=1e7)
for keys in (("first_name", "surname"), ("dob", "birth_place")):
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(*keys), estimate_without_term_frequencies=True)
before = time.time()
predictions = linker.inference.predict()
predict_seconds = time.time() - before
pairs = con.sql(f"select count(*) from {predictions.physical_name}").fetchall()[0][0]
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=0.95).physical_name
con.execute(f"copy (select unique_id, cluster_id from {clusters}) to '{out}' (format csv, header)")
seconds = time.time() - started
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
in_pairs = "select sum(n*(n-1)/2)::BIGINT from (select count(*) n from {} group by {})"
count = lambda table, keys: con.sql(in_pairs.format(table, keys)).fetchall()[0][0]
right = count(clusters, "cluster_id, cluster")
precision, recall = right / count(clusters, "cluster_id"), right / count("a", "cluster")
print(json.dumps({"pairs": pairs, "seconds": round(seconds, 2), "predictSeconds": round(predict_seconds, 2),
                  "peakMemoryMb": memory, "f1": round(2 * precision * recall / (precision + recall), 4)}))
