// A Go program: goroutines, channels, maps, the garbage collector, a panic that
// is recovered, files.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

func produce(count int) <-chan int {
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for i := 0; i < count; i++ {
			numbers <- i
		}
	}()
	return numbers
}

func index(list []int, at int) (result int, problem error) {
	defer func() {
		if cause := recover(); cause != nil {
			problem = fmt.Errorf("recovered: %v", cause)
		}
	}()
	return list[at], nil
}

type node struct {
	left, right *node
}

func tree(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{tree(depth - 1), tree(depth - 1)}
}

func (n *node) count() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	squares := make(chan int)
	var workers sync.WaitGroup
	numbers := produce(1000)
	for worker := 0; worker < 8; worker++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for number := range numbers {
				squares <- number * number
			}
		}()
	}
	go func() {
		workers.Wait()
		close(squares)
	}()
	var all []int
	for square := range squares {
		all = append(all, square)
	}
	sort.Ints(all)
	fmt.Println(len(all), "squares, the last", all[len(all)-1])

	fmt.Printf("%x\n", sha256.Sum256([]byte(strings.Repeat("switchback ", 1000))))

	nodes := 0
	for round := 0; round < 30; round++ {
		nodes += tree(14).count()
	}
	fmt.Println(nodes, "nodes")

	_, problem := index(all, len(all))
	fmt.Println(problem)

	text, _ := json.Marshal(map[string]any{"arguments": os.Args[1:], "greeting": os.Getenv("GREETING")})
	if problem := os.WriteFile("/data/result.json", text, 0o644); problem != nil {
		fmt.Println(problem)
		os.Exit(1)
	}
	back, _ := os.ReadFile("/data/result.json")
	fmt.Println(string(back))

	select {
	case <-time.After(20 * time.Millisecond):
		fmt.Println("slept")
	case number := <-make(chan int):
		fmt.Println("received", number)
	}
	os.Exit(5)
}
