"""Templates of the lines of a file by Drain3, as JSON: seconds, and the text per line. Arguments: file, masks|bare, most lines."""
import json, sys, time
from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

path, mode, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
config = TemplateMinerConfig()
config.profiling_enabled = False
if mode == "masks":  # the masks, depth and threshold of Drain3's examples/drain3.ini
    config.drain_sim_th = 0.4
    config.drain_depth = 4
    config.drain_max_clusters = 1024
    config.drain_extra_delimiters = ["_"]
    edge, end = r"((?<=[^A-Za-z0-9])|^)", r"((?=[^A-Za-z0-9])|$)"
    config.masking_instructions = [MaskingInstruction(edge + pattern + end, name) for pattern, name in [
        (r"(([0-9a-f]{2,}:){3,}([0-9a-f]{2,}))", "ID"), (r"(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})", "IP"),
        (r"([0-9a-f]{6,} ?){3,}", "SEQ"), (r"([0-9A-F]{4} ?){4,}", "SEQ"), (r"(0x[a-f0-9A-F]+)", "HEX"), (r"([\-\+]?\d+)", "NUM")]]
    config.masking_instructions.append(MaskingInstruction(r"(?<=executed cmd )(\".+?\")", "CMD"))
miner = TemplateMiner(config=config)
with open(path, encoding="utf8", errors="replace", newline="\n") as file:
    lines = [line.rstrip("\r\n") for _, line in zip(range(most), file)]
start = time.perf_counter()
ids = [miner.add_log_message(line)["cluster_id"] for line in lines]
seconds = time.perf_counter() - start
texts = {cluster.cluster_id: cluster.get_template() for cluster in miner.drain.clusters}
import re
texts = {key: re.sub(r"<[A-Z]+>", "<*>", text) for key, text in texts.items()}
json.dump({"seconds": seconds, "templates": [texts.get(i, str(i)) for i in ids], "ids": ids}, sys.stdout)
