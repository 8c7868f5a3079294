// Compiled with clang on the engine under test: the C++ library, without
// exceptions.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

int main() {
    std::map<std::string, int> counts;
    std::string word;
    while (std::cin >> word)
        counts[word]++;
    std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    std::ostringstream line;
    for (const auto &[text, count] : sorted)
        line << text << ' ' << count << '\n';
    std::cout << line.str();
}
