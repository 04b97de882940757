// Reads a folder of checkpoint, tiles and a proof with Go's own sumdb/note and tlog, and says whether they hold.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Printf("%s: %v\n", what, err)
		os.Exit(1)
	}
}

func read(folder, name string) []byte {
	data, err := os.ReadFile(filepath.Join(folder, name))
	must(err, name)
	return data
}

// head opens a checkpoint with the log's key and gives its size and root.
func head(message []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(message, note.VerifierList(verifier))
	must(err, "note")
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err, "root")
	var hash tlog.Hash
	copy(hash[:], root)
	return tlog.Tree{N: size, Hash: hash}
}

// tiles reads the tiles of a folder laid out as tlog-tiles says; Go's paths have the height in front.
type tiles struct{ folder string }

func (t tiles) Height() int { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func main() {
	folder := os.Args[1]
	verifier, err := note.NewVerifier(strings.TrimSpace(string(read(folder, "vkey"))))
	must(err, "vkey")
	tree := head(read(folder, "checkpoint"), verifier)
	older := head(read(folder, "older-checkpoint"), verifier)

	proof := strings.Split(string(read(folder, "entry.tlog-proof")), "\n\n")[0]
	lines := strings.Split(proof, "\n")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	must(err, "index")
	var record tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := base64.StdEncoding.DecodeString(line)
		must(err, "hash")
		var h tlog.Hash
		copy(h[:], hash)
		record = append(record, h)
	}
	leaf := read(folder, "entry")
	must(tlog.CheckRecord(record, tree.N, tree.Hash, index, tlog.RecordHash(leaf)), "inclusion")

	reader := tlog.TileHashReader(tree, tiles{folder})
	root, err := tlog.TreeHash(tree.N, reader)
	must(err, "tiles")
	if !bytes.Equal(root[:], tree.Hash[:]) {
		fmt.Println("tiles: another root")
		os.Exit(1)
	}
	grown, err := tlog.ProveTree(tree.N, older.N, reader)
	must(err, "prove tree")
	must(tlog.CheckTree(grown, tree.N, tree.Hash, older.N, older.Hash), "consistency")
	fmt.Printf("size %d, index %d, from size %d: all hold\n", tree.N, index, older.N)
}
