"""A second verifier of a published folder, written from docs/spec alone, in plain Python.

python3 verify.py FOLDER      prints what was checked and what was not; exit 0 consistent, 1 refused, 2 unreadable
"""
import base64, calendar, hashlib, json, os, sys

# --- Ed25519 (RFC 8032, section 5.1), with the policy of docs/spec/checkpoint.md
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def recover(y, sign):
    if y >= P: return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P or (x == 0 and sign): return None
    return P - x if x & 1 != sign else x

def point(data):
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    x = recover(y, sign)
    return None if x is None else (x, y, 1, x * y % P)

def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)

def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p, n = add(p, p), n >> 1
    return q

def encoded(p):
    x, y = (each * pow(p[2], P - 2, P) % P for each in p[:2])
    return (y | ((x & 1) << 255)).to_bytes(32, "little")

def verifies(key, message, signature):
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or any(encoded(times(8, p)) == encoded((0, 1, 1, 0)) for p in (a, r)):
        return False
    base_y = 4 * pow(5, P - 2, P) % P
    base_x = recover(base_y, 0)
    base = (base_x, base_y, 1, base_x * base_y % P)
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus = (P - a[0], a[1], 1, (P - a[0]) * a[1] % P)
    return encoded(add(times(s, base), times(k, minus))) == signature[:32]

# --- bytes and texts
class Refused(Exception): pass

def want(fact, path, reason):
    if not fact:
        raise Refused(f"{path}: {reason}")

def strict64(text, url=False):
    """Base64 with one text for its bytes, or None."""
    try:
        data = (base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) if url else base64.b64decode(text, validate=True))
    except ValueError: return None
    again = base64.urlsafe_b64encode(data).rstrip(b"=") if url else base64.b64encode(data)
    return data if again.decode() == text else None

def canonical(path, data):
    value = json.loads(data.decode("utf-8"))
    again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    want(again == data, path, "it is not canonical JSON")
    return value

def sha256(*parts): return hashlib.sha256(b"".join(parts)).digest()

# --- the ledger
def open_checkpoint(folder):
    path = "data/log.vkey"
    name, key_id, key64 = folder[path].decode().rstrip("\n").split("+", 2)
    typed = strict64(key64)
    want(typed is not None and len(typed) == 33 and typed[0] == 1, path, "it is no Ed25519 key")
    want(sha256(name.encode() + b"\n", typed)[:4].hex() == key_id, path, "the key id is another key's")
    text, _, tail = folder["checkpoint"].decode("utf-8").rpartition("\n\n")
    text += "\n"
    signed = False
    for dash, who, data in (line.split(" ") for line in tail.rstrip("\n").split("\n")):
        raw = strict64(data)
        if dash == "\u2014" and who == name and raw is not None and raw[:4].hex() == key_id:
            want(verifies(typed[1:], text.encode("utf-8"), raw[4:]), "checkpoint", "the log's signature does not hold")
            signed = True
    want(signed, "checkpoint", "the log's key did not sign it")
    origin, size, root = text.split("\n")[:3]
    want(origin == name and size.isdigit() and str(int(size)) == size, "checkpoint", "another origin, or no plain size")
    return int(size), strict64(root)

def included(leaf, index, size, proof, root):
    """RFC 9162, section 2.1.3.2."""
    fn, sn, r = index, size - 1, sha256(b"\x00", leaf)
    for p in proof:
        if sn == 0: return False
        if fn & 1 or fn == sn:
            r = sha256(b"\x01", p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = sha256(b"\x01", r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root

def read_proofs(folder, path, size, root):
    proofs = canonical(path, folder[path])
    want(set(proofs) == {"format", "leaves", "nodes", "of", "size"}, path, "it has other members")
    want(proofs["format"] == "recount/proofs/1" and proofs["size"] == size, path, "it is of another format or size")
    nodes = [strict64(node) for node in proofs["nodes"]]
    want(all(node is not None and len(node) == 32 for node in nodes), path, "a hash is not 32 bytes")
    leaves, last = [], -1
    for opened in proofs["leaves"]:
        index, digests = opened["index"], opened["leaf"]
        want(last < index < size, path, f"leaf {index} is twice there, out of order or beyond the ledger")
        last = index
        want(digests == sorted(set(digests)), path, f"leaf {index} has digests out of order")
        leaf = json.dumps({"_sd": digests, "_sd_alg": "sha-256"}, separators=(",", ":")).encode()
        want(included(leaf, index, size, [nodes[at] for at in opened["proof"]], root), path, f"leaf {index} is not in the ledger")
        fields = {}
        for text in opened["disclosures"]:
            digest = base64.urlsafe_b64encode(sha256(text.encode())).rstrip(b"=").decode()
            want(digest in digests, path, f"leaf {index} does not have the disclosed field")
            salt, name, value = canonical(path, strict64(text, url=True) or b"")
            want(len(strict64(salt, url=True) or b"") == 16 and name not in fields, path, f"leaf {index}: a salt or a field twice")
            fields[name] = value
        leaves.append((index, fields))
    return proofs["of"], leaves

# --- what a figure's query asks of a record
def days(text, end):
    parts = [int(part) for part in text.split("-")]
    if end:
        month = parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
        return (parts[0], month, day)
    return tuple(parts + [1] * (3 - len(parts)))

def shows(fields, query):
    """Whether disclosed fields show the query, and nothing that it does not need."""
    if fields.get("kind") != query["unit"]: return False
    needed = {"kind"}
    harm = next((name.split(".")[1] for name in sorted(fields) if name.startswith("harm.")), None)
    asks_harm = any(name in query for name in ("harm", "from", "until"))
    prefix = f"harm.{harm}" if asks_harm else None
    if "harm" in query:
        if fields.get(f"{prefix}.kind") != query["harm"] or fields.get(f"{prefix}.status") not in query["statuses"]: return False
        needed |= {f"{prefix}.kind", f"{prefix}.status"}
    if "from" in query or "until" in query:
        name = next((f"{prefix}.{p}" for p in ("year", "month", "day") if f"{prefix}.{p}" in fields), None)
        value = fields.get(name)
        early = lambda: "from" in query and days(value, False) < days(query["from"], False)
        late = lambda: "until" in query and days(value, True) > days(query["until"], True)
        if not isinstance(value, str) or early() or late():
            return False
        needed.add(name)
    if "place" in query:
        place = f"{prefix}.place" if asks_harm else "place"
        name = next((f"{place}.{n}" for n in range(1, 6) if fields.get(f"{place}.{n}") == query["place"]), None)
        if name is None: return False
        needed.add(name)
    return set(fields) == needed

# --- the folder
def read_folder(root):
    files = {}
    for where, _, names in os.walk(root):
        for path in (os.path.join(where, name) for name in names):
            want(not os.path.islink(path), path, "it is a link")
            with open(path, "rb") as file:
                files[os.path.relpath(path, root).replace(os.sep, "/")] = file.read()
    return files

def ssh_fields(data):
    fields = []
    while data:
        size = int.from_bytes(data[:4], "big")
        want(len(data) >= 4 + size, "signature", "a field ends beyond the signature")
        fields, data = fields + [data[4:4 + size]], data[4 + size:]
    return fields

def ssh_signer(path, armoured, namespace, message):
    """The Ed25519 key whose SSH signature over the message this is (docs/spec/ledger-files.md)."""
    lines = armoured.decode().split("\n")
    want(lines[0] == "-----BEGIN SSH SIGNATURE-----" and lines[-2:] == ["-----END SSH SIGNATURE-----", ""], path, "it is no SSH signature")
    blob = strict64("".join(lines[1:-2]))
    want(blob is not None and blob[:10] == b"SSHSIG\0\0\0\1", path, "it is no SSH signature")
    key, space, reserved, hashed, signature = ssh_fields(blob[10:])
    (kind, key), (again, signature) = ssh_fields(key), ssh_fields(signature)
    want(kind == again == b"ssh-ed25519" and space == namespace and reserved == b"" and hashed == b"sha256", path, "it is of another kind")
    field = lambda data: len(data).to_bytes(4, "big") + data
    signed = b"SSHSIG" + field(space) + field(b"") + field(b"sha256") + field(sha256(message))
    want(len(signature) == 64 and verifies(key, signed, signature), path, "the signature does not hold")
    return key

def verify_signatures(folder, files):
    """How many organisations signed, each with a key that the folder gives them, and how many letters are signed."""
    beside = canonical("beside.json", folder["beside.json"])
    want(beside["manifest"] == sha256(folder["manifest-sha256.txt"]).hex(), "beside.json", "it is beside another text")
    allowed = {tuple(line.split(" ")[i] for i in (0, -1)) for line in folder.get("keys/allowed_signers", b"").decode().splitlines()}
    for name in (each["principal"] for each in beside["signed"]):
        path = f"signatures/{name}.sig"
        key = ssh_signer(path, folder[path], b"recount-appeal", folder["manifest-sha256.txt"])
        blob = b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + key
        want((name, base64.b64encode(blob).decode()) in allowed, path, "it is another key's than allowed_signers gives")
        files |= {path, "endorsement", "keys/allowed_signers"}
    for i, letter in enumerate(beside["letters"], 1):
        for at in range(1, letter["signatures"] + 1):
            path = f"letters/{i}.json.{at}.sig"
            ssh_signer(path, folder[path], b"recount-letter", folder[f"letters/{i}.json"])
            files |= {path, f"letters/{i}.json"}
    return len(beside["signed"]), len(beside["letters"])

def digests_of(folder, path):
    text = folder[path].decode("utf-8")
    digests = dict(reversed(line.split("  ", 1)) for line in text.rstrip("\n").split("\n"))
    want(list(digests) == sorted(digests) and text.endswith("\n"), path, "its lines are out of order")
    for name, digest in digests.items():
        want(name in folder, name, "it is missing")
        want(sha256(folder[name]).hex() == digest, name, f"its digest is not that of {path}")
    return set(digests)

def verify(folder):
    said, left = [], []
    want(folder["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "bagit.txt", "it is no bag")
    payload, tags = (digests_of(folder, f"{kind}manifest-sha256.txt") for kind in ("", "tag"))
    want(payload == {"data/appeal.md", "data/log.vkey", "data/statements.json"}, "manifest-sha256.txt", "it is of other files")
    statements = canonical("data/statements.json", folder["data/statements.json"])
    known = {f["proof"]["path"] for f in statements["figures"] if f["proof"]["level"] != "attested"} | payload
    known |= {"checkpoint", "tagmanifest-sha256.txt", "manifest-sha256.txt", "proofs/publication.json", "proofs/growth.json"}
    known |= {f"tokens/{f['id']}.json" for f in statements["figures"] if f["proof"]["level"] == "open"}
    known |= {"VERIFY.txt", "bag-info.txt", "bagit.txt", "beside.json", "index.html", "style.css", "verify.html"}
    signed, letters = verify_signatures(folder, known)
    for path in folder:
        want(path in known or path.startswith(("fonts/", "audits/", "keys/authorities.pem")) and path in tags
             or path.startswith(("proofs/timestamp-", "proofs/first/")), path, "nobody named this file")
    size, root = open_checkpoint(folder)
    said += [f"{len(payload | tags)} files have their manifests' digests; {signed} signatures and {letters} letters hold",
             f"the folder's own key of the log signed the checkpoint at size {size}"]
    of, [(_, publication)] = read_proofs(folder, "proofs/publication.json", size, root)
    digests = [sha256(folder[path]).hex() for path in ("manifest-sha256.txt", "tagmanifest-sha256.txt")]
    want(of == "publication" and [publication.get(name) for name in ("entry", "manifest", "tags")] == ["publication", *digests],
         "proofs/publication.json", "the ledger does not have these manifests")
    want(all(publication.get(name) == statements[name] for name in ("version", "size")), "proofs/publication.json", "another version or size")
    for figure in statements["figures"]:
        if "accuracy" in figure:
            shares = [figure["accuracy"][name] for name in ("precision", "recallOfCompared", "recall")]
            want(all(0 <= each["lower"] <= each["value"] <= each["upper"] <= 1 for each in shares), "data/statements.json", "no accuracy")
            left.append(f"{figure['id']}: its accuracy is only said")
        level, count = figure["proof"]["level"], figure["documented"]
        want(isinstance(count, int) != (level == "attested"), "data/statements.json", f"{figure['id']} is {level} and says {count}")
        if level != "attested" and ((tokens := f"tokens/{figure['id']}.json") in folder or level == "tokens"):
            found = canonical(tokens, folder[tokens])
            want(set(found) == {"entities", "format", "of", "records"} and found["format"] == "recount/tokens/1" and tokens in tags, tokens, "it is of another form")
            for each in (found["entities"], found["records"]):
                want(each == sorted(set(each)) and all(len(strict64(token, url=True) or b"") == 32 for token in each), tokens, "no tokens, or out of order")
            want((full := len(found["records"])) >= max(64, len(found["entities"])) and full & (full - 1) == 0, tokens, "its records are not filled up")
            want(found["of"] == figure["id"] and len(found["entities"]) == count, tokens, "it has other tokens than the figure counts")
            said.append(f"{figure['id']}: counted {count} tokens, no two alike")
        if level != "open":
            want(not 0 < (count if level == "tokens" else 0) < 10 or figure.get("consented") == count, figure["id"], "few, and not named")
            left.append(f"{figure['id']}: {count} is {'consistent only: no record shows whom its tokens stand for' if level == 'tokens' else 'only said'}")
            continue
        path = figure["proof"]["path"]
        of, leaves = read_proofs(folder, path, size, root)
        want(of == figure["id"] and len(leaves) == figure["documented"], path, f"{len(leaves)} records, wanted {figure['documented']}")
        for index, fields in leaves:
            want(index < statements["size"], path, f"leaf {index} is younger than the count")
            want(shows(fields, figure["query"]), path, f"leaf {index} does not show the query, or shows more")
        if isinstance(figure["histories"], list):
            want(sum(each["count"] for each in figure["histories"]) == figure["documented"], path, "overlaps do not add up")
        said.append(f"{figure['id']}: recounted {figure['documented']}")
    left += ["that statements.json is what appeal.md says", "estimates", "growth", "keys from outside", "the note endorsement",
             "on which days keys held", "audits", "timestamps", "that the sources are true and complete", "that nobody is two records"]
    return said, left

def main():
    try:
        folder = read_folder(sys.argv[1])
        said, left = verify(folder)
    except Refused as refusal:
        print(f"refused: {refusal}")
        return 1
    except (KeyError, ValueError, IndexError, TypeError, OSError) as error:
        print(f"unreadable: {error!r}")
        return 2
    print("consistent: no key was confirmed from outside")
    print("\n".join([f"checked: {each}" for each in said] + [f"not checked: {each}" for each in left]))
    return 0

sys.exit(main())
